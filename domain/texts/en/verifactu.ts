/** Fiscal records: NIF, numbers, amounts, huella, chain and reading back. */
export const verifactuTexts = {
  'error.aeat_amount_malformed':
    'The amount “{text}” does not have the form of a record. Write it with a point and two decimals, for instance 45.90.',
  'error.aeat_amount_too_large': 'The amount “{text}” is beyond what the program takes. Check the record.',
  'error.aeat_rate_malformed':
    'The rate “{text}” does not have the form of a record. Write it with a point and two decimals, for instance 21.00.',
  'error.huella_kind_unknown': 'The kind of record “{kind}” is not known. Use alta, anulacion or evento.',
  'error.huella_fields_malformed':
    'The fields of the record are missing in “{field}”. Write them as an object with one text per field.',
  'error.huella_field_unknown':
    'The field “{field}” is not part of the huella. Remove it or correct its name, case included.',
  'error.huella_field_not_text': 'The field “{field}” is not a text. Write it in quotes, as it stands in the record.',
  'error.nif_invalid': 'The NIF “{nif}” is not right. Check its digits and its letter.',
  'error.nif_malformed': 'The NIF “{nif}” does not have nine letters and digits. Correct it in the shop settings.',
  'error.num_serie_length':
    'The invoice number has {length} characters and 1 to {max} are allowed. Shorten the series in the settings.',
  'error.num_serie_character':
    'The invoice number contains “{character}”, which the tax agency does not take. Use plain letters, digits and hyphens.',
  'error.num_serie_outer_space':
    'The invoice number starts or ends with a space. Remove it from the series in the settings.',
  'error.timestamp_malformed':
    'The date and time “{text}” does not have the form of a record. Check the time zone in the shop settings.',
  'error.fecha_malformed':
    'The date “{text}” does not exist or does not have the form dd-mm-yyyy. Check the date of this computer.',
  'error.verifactu_text_length':
    'The value of {field} has {length} characters and 1 to {max} are allowed. Correct it in the settings.',
  'error.sistema_id_malformed':
    'The program identifier “{id}” is not two capital letters or digits. Tell whoever installed the program.',
  'error.huella_malformed': 'The huella “{huella}” is not 64 upper-case hexadecimal digits. Run the data check.',
  'error.chain_first_expected':
    'The record of {numSerie} should be the first of its chain and names an earlier one. The start of the chain is missing: restore a backup.',
  'error.chain_first_repeated':
    'The record of {numSerie} says it is the first of the chain, but there is one before it. Tell whoever installed the program.',
  'error.chain_previous_differs':
    'The record of {numSerie} follows {stated} and should follow {expected}. The chain is broken there: tell whoever installed the program.',
  'error.chain_huella_differs':
    'The record of {numSerie} carries a previous huella that is not that of the record before it. The chain is broken there: tell whoever installed the program.',
  'error.chain_huella_malformed':
    'The huella of the record of {numSerie} is not 64 upper-case hexadecimal digits. The record is damaged: tell whoever installed the program.',
  'error.chain_huella_repeated':
    'The record of {numSerie} has the same huella as the one before it. The record is damaged: tell whoever installed the program.',
  'error.chain_time_before_previous':
    'The record of {numSerie} is stamped {generatedAt}, earlier than the record before it, {previousAt}. Check the clock of this computer.',
  'error.desglose_size':
    'The record has {groups} tax rates and 1 to {max} are allowed. Split the sale into two tickets.',
  'error.verifactu_totals_differ':
    'The total {importeTotal} is not the sum of its tax rates, {desgloseTotalCents}. Nothing was issued: tell whoever installed the program.',
  'error.envelope_size': 'A file of records holds 1 to {max} and {records} were given. Choose another period.',
  'error.xml_malformed':
    'The XML cannot be read from position {offset} on. Check that the file is complete and unchanged.',
  'error.record_element_unexpected':
    'The element {element} is missing or out of place in the record. Check that the file is complete and unchanged.',
  'error.records_missing': 'The file contains no invoice record. Choose another file.',
  'error.record_huella_differs':
    'The huella of the record of {numSerie} does not fit its content. The record has changed: tell whoever installed the program.',
} as const;
