/** Fiscal records: NIF, numbers, amounts, huella, chain and reading back. */
export const verifactuTexts = {
  'error.aeat_amount_malformed':
    'El importe «{text}» no tiene la forma de un registro. Escríbalo con punto y dos decimales, por ejemplo 45.90.',
  'error.aeat_amount_too_large': 'El importe «{text}» pasa del máximo del programa. Compruebe el registro.',
  'error.aeat_rate_malformed':
    'El tipo «{text}» no tiene la forma de un registro. Escríbalo con punto y dos decimales, por ejemplo 21.00.',
  'error.huella_kind_unknown': 'No se conoce la clase de registro «{kind}». Use alta, anulacion o evento.',
  'error.huella_fields_malformed':
    'Faltan los campos del registro en «{field}». Escríbalos como un objeto con un texto por campo.',
  'error.huella_field_unknown':
    'El campo «{field}» no entra en la huella. Quítelo o corrija su nombre, con mayúsculas y minúsculas.',
  'error.huella_field_not_text':
    'El campo «{field}» no es un texto. Escríbalo entre comillas, tal como está en el registro.',
  'error.nif_invalid': 'El NIF «{nif}» no es correcto. Compruebe los números y la letra.',
  'error.nif_malformed': 'El NIF «{nif}» no tiene nueve letras y cifras. Corríjalo en los ajustes de la tienda.',
  'error.num_serie_length':
    'El número de factura tiene {length} caracteres y se admiten de 1 a {max}. Acorte la serie en los ajustes.',
  'error.num_serie_character':
    'El número de factura contiene «{character}», que Hacienda no admite. Use letras sin acento, cifras y guiones.',
  'error.num_serie_outer_space':
    'El número de factura empieza o acaba con un espacio. Quítelo de la serie en los ajustes.',
  'error.timestamp_malformed':
    'La fecha y hora «{text}» no tiene la forma de un registro. Compruebe la zona horaria en los ajustes de la tienda.',
  'error.fecha_malformed': 'La fecha «{text}» no existe o no tiene la forma dd-mm-aaaa. Compruebe la fecha del equipo.',
  'error.verifactu_text_length':
    'El dato {field} tiene {length} caracteres y se admiten de 1 a {max}. Corríjalo en los ajustes.',
  'error.sistema_id_malformed':
    'El identificador del programa «{id}» no son dos letras mayúsculas o cifras. Avise a quien instaló el programa.',
  'error.huella_malformed':
    'La huella «{huella}» no son 64 cifras hexadecimales en mayúsculas. Ejecute la comprobación de datos.',
  'error.chain_first_expected':
    'El registro de {numSerie} debería ser el primero de su cadena y nombra uno anterior. Falta el principio de la cadena: recupere una copia de seguridad.',
  'error.chain_first_repeated':
    'El registro de {numSerie} dice ser el primero de la cadena, pero hay otro antes. Avise a quien instaló el programa.',
  'error.chain_previous_differs':
    'El registro de {numSerie} sigue a {stated} y debería seguir a {expected}. La cadena está rota en ese punto: avise a quien instaló el programa.',
  'error.chain_huella_differs':
    'El registro de {numSerie} lleva una huella anterior que no es la del registro previo. La cadena está rota en ese punto: avise a quien instaló el programa.',
  'error.chain_huella_malformed':
    'La huella del registro de {numSerie} no son 64 cifras hexadecimales en mayúsculas. El registro está dañado: avise a quien instaló el programa.',
  'error.chain_huella_repeated':
    'El registro de {numSerie} tiene la misma huella que el anterior. El registro está dañado: avise a quien instaló el programa.',
  'error.chain_time_before_previous':
    'El registro de {numSerie} lleva la hora {generatedAt}, anterior a la del registro previo, {previousAt}. Compruebe el reloj del equipo.',
  'error.desglose_size':
    'El registro lleva {groups} tipos de impuesto y se admiten de 1 a {max}. Reparta la venta en dos tickets.',
  'error.verifactu_totals_differ':
    'El total {importeTotal} no es la suma de sus tipos de impuesto, {desgloseTotalCents}. No se ha emitido nada: avise a quien instaló el programa.',
  'error.envelope_size': 'Un fichero de registros lleva de 1 a {max} y se han dado {records}. Elija otro periodo.',
  'error.xml_malformed':
    'El XML no se puede leer a partir de la posición {offset}. Compruebe que el fichero está completo y sin cambios.',
  'error.record_element_unexpected':
    'En el registro falta o sobra el elemento {element}. Compruebe que el fichero está completo y sin cambios.',
  'error.records_missing': 'El fichero no contiene ningún registro de facturación. Elija otro fichero.',
  'error.record_huella_differs':
    'La huella del registro de {numSerie} no corresponde a su contenido. El registro ha cambiado: avise a quien instaló el programa.',
} as const;
