export const catalogTexts = {
  'error.catalog_import_running': 'A catalogue is being imported already. Wait until it ends and try again.',
  'error.catalog_file_too_large':
    'The file is over {maxMb} MB and does not look like a catalogue. Save only the sheet of products as CSV and try again.',
  'error.catalog_empty': 'The file is empty. Export it again and check that it holds products.',
  'error.catalog_only_header': 'The file holds only the line of titles, no product. Export it again with the products.',
  'error.catalog_is_workbook':
    'The file is an Excel or LibreOffice workbook. Open it, choose Save as, type CSV, and import that file.',
  'error.catalog_is_html':
    'The file is a web page, although it is called CSV. Export it again as CSV, or open it in the spreadsheet and save it as CSV.',
  'error.catalog_not_text': 'The file is not CSV text. Check that you chose the right file.',
  'error.catalog_no_columns':
    'The first line holds no column titles. Put the titles there, for instance codigo;nombre;precio;iva.',
  'error.catalog_too_many_columns':
    'The first line has {count} columns (at most {max}). Check that it is a catalogue with one product per line.',
  'error.catalog_map_malformed':
    'The column mapping "{text}" is not understood. Write field=column separated by commas, with the fields {fields}.',
  'error.catalog_map_field_unknown': 'There is no field "{field}". Use one of these: {fields}.',
  'error.catalog_map_column_unknown': 'The file has no column "{column}". It has these: {found}. Write one of them.',
  'error.catalog_column_twice':
    'There is more than one column "{column}" and it is not known which one counts. Change one title in the file.',
  'error.catalog_column_missing':
    'Required columns are missing: {missing}. The file has these: {found}. Say which is which with field=column (for instance price=Tarifa) or add it to the file.',
  'error.catalog_quote_open':
    'On line {line} a quote opens that is not closed until the end of the file. Remove or close it and try again; nothing was imported.',
  'error.catalog_row_endless':
    'The product on line {line} does not end: most likely a quote is not closed. Correct it and try again; nothing was imported.',

  'error.row_too_long':
    'The line has {found} columns and there are {expected} titles. Put texts that hold the separator in quotes.',
  'error.row_too_short': 'The line has {found} columns of {expected} and something required is missing. Complete it.',
  'error.row_swallowed': 'An open quote has swallowed the lines that follow. Remove or close the quotes of this line.',
  'error.reference_missing': 'The product has neither reference nor code. Give it one that no other has.',
  'error.reference_twice': 'The reference {value} is on line {firstLine} already. Keep one line or change one.',
  'error.reference_is_code': 'The reference {value} is a code of product {owner}. Change it or remove that code.',
  'error.name_missing': 'The product has no name. Write it.',
  'error.text_too_long': 'The text has {length} letters and {max} fit. Shorten it.',
  'error.cell_formula':
    'The cell holds a formula or an error of the spreadsheet ("{value}") instead of its value. Paste it as a value and export again.',
  'error.price_missing': 'The product has no price. Write it with tax included.',
  'error.price_negative': 'The price {value} is negative. Write a price of zero or more.',
  'error.number_malformed': 'The text "{value}" is not a number. Write it as 1234,56.',
  'error.number_ambiguous':
    'The number "{value}" could be a thousand times more or less, and no other price of the file shows the decimal mark. Write it with two decimals, or say when importing whether decimals go with a comma or a point.',
  'error.number_too_large': 'The number {value} is too large. Correct it.',
  'error.rate_missing': 'The product has no tax rate. Write it, for instance 21, 10 or 4.',
  'error.unit_unknown': 'The way of selling "{value}" is not known. Write unidad (unit) or peso (weight).',
  'error.code_scientific':
    'The spreadsheet has destroyed the code ({value}): digits are missing. Give the column the format text, write it again and export again.',
  'error.code_damaged':
    'The code {value} is formatted as a number and its check digit does not prove what it was. Give the column the format text and write it again.',
  'error.code_malformed': 'The code "{value}" is too long or holds odd signs. Correct it.',
  'error.code_twice':
    'The code {value} is on line {firstLine} already. A code belongs to one product: remove it from one.',
  'error.code_taken': 'The code {value} belongs to product {owner}. A code belongs to one product: remove it from one.',
  'error.product_not_found': 'That product is no longer for sale. Look for it again.',
  'error.category_not_found': 'That category no longer exists. Choose another.',
  'error.code_is_reference': 'The code {value} is the reference of another product. Change one of the two.',

  'error.row_shortened': 'The line has {found} columns of {expected}; the missing ones are left empty.',
  'error.text_damaged':
    'The text "{value}" holds broken letters. It is imported so; if the file is wrong, export it as CSV UTF-8 and try again.',
  'error.price_zero': 'The price is zero. It is imported so; check it before selling.',
  'error.price_rounded': 'The price {value} has more than two decimals; it is imported as {roundedCents}.',
  'error.code_zero_restored':
    'Zeros in front of the code {value} were lost; its check digit proves it and {restored} is stored.',
  'error.code_reformatted': 'The code {value} was formatted as a number; {restored} is stored.',
  'error.code_check_digit': 'The check digit of the code {value} is wrong. It is stored so; check it with the scanner.',
  'error.upload_not_found': 'The file is no longer in the till. Choose it again.',
} as const;
