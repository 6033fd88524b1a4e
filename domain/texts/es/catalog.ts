/** Catalogue import: first the file as a whole, then one row or cell of it, then warnings about rows that were taken. */
export const catalogTexts = {
  'error.catalog_import_running': 'Ya se está importando un catálogo. Espere a que termine y repita.',
  'error.catalog_file_too_large':
    'El archivo pasa de {maxMb} MB y no parece un catálogo. Guarde solo la hoja de artículos como CSV y repita.',
  'error.catalog_empty': 'El archivo está vacío. Vuelva a exportarlo y compruebe que tiene artículos.',
  'error.catalog_only_header':
    'El archivo solo tiene la línea de títulos, ningún artículo. Vuelva a exportarlo con los artículos.',
  'error.catalog_is_workbook':
    'El archivo es un libro de Excel o LibreOffice. Ábralo, elija Guardar como, tipo CSV, e importe ese archivo.',
  'error.catalog_is_html':
    'El archivo es una página web, aunque se llame CSV. Expórtelo otra vez como CSV, o ábralo con la hoja de cálculo y guárdelo como CSV.',
  'error.catalog_not_text': 'El archivo no es un texto CSV. Compruebe que ha elegido el archivo correcto.',
  'error.catalog_no_columns':
    'La primera línea no tiene títulos de columna. Ponga en ella los títulos, por ejemplo codigo;nombre;precio;iva.',
  'error.catalog_too_many_columns':
    'La primera línea tiene {count} columnas (como mucho {max}). Compruebe que es un catálogo y que cada artículo está en su línea.',
  'error.catalog_map_malformed':
    'No se entiende la correspondencia de columnas «{text}». Escriba campo=columna separados por comas, con los campos {fields}.',
  'error.catalog_map_field_unknown': 'El campo «{field}» no existe. Use uno de estos: {fields}.',
  'error.catalog_map_column_unknown':
    'El archivo no tiene la columna «{column}». Tiene estas: {found}. Escriba una de ellas.',
  'error.catalog_column_twice':
    'Hay más de una columna «{column}» y no se sabe cuál vale. Cambie el título de una en el archivo.',
  'error.catalog_column_missing':
    'Faltan columnas obligatorias: {missing}. El archivo tiene estas: {found}. Diga cuál es cada una con campo=columna (por ejemplo precio=Tarifa) o añádala al archivo.',
  'error.catalog_quote_open':
    'En la línea {line} se abren unas comillas que no se cierran hasta el final del archivo. Quítelas o ciérrelas y repita; no se ha importado nada.',
  'error.catalog_row_endless':
    'El artículo de la línea {line} no se acaba: seguramente unas comillas no se cierran. Corríjalo y repita; no se ha importado nada.',

  'error.row_too_long':
    'La línea tiene {found} columnas y los títulos son {expected}. Ponga entre comillas los textos que contienen el separador.',
  'error.row_too_short': 'La línea tiene {found} columnas de {expected} y le falta algo obligatorio. Complétela.',
  'error.row_swallowed':
    'Unas comillas sin cerrar se han tragado las líneas siguientes. Quite o cierre las comillas de esta línea.',
  'error.reference_missing': 'El artículo no tiene referencia ni código. Póngale uno, distinto de los demás.',
  'error.reference_twice': 'La referencia {value} ya está en la línea {firstLine}. Deje una sola línea o cambie una.',
  'error.reference_is_code':
    'La referencia {value} ya es un código del artículo {owner}. Cambie la referencia o quite ese código.',
  'error.name_missing': 'El artículo no tiene nombre. Escríbalo.',
  'error.text_too_long': 'El texto tiene {length} letras y caben {max}. Acórtelo.',
  'error.cell_formula':
    'La celda tiene una fórmula o un error de la hoja de cálculo («{value}») en lugar de su valor. Péguela como valor y vuelva a exportar.',
  'error.price_missing': 'El artículo no tiene precio. Escríbalo con IVA incluido.',
  'error.price_negative': 'El precio {value} es negativo. Escriba un precio de cero o más.',
  'error.number_malformed': 'El texto «{value}» no es un número. Escríbalo como 1234,56.',
  'error.number_ambiguous':
    'El número «{value}» puede ser mil veces mayor o menor, y ningún otro precio del archivo aclara cuál es el separador decimal. Escríbalo con dos decimales, o diga al importar si los decimales van con coma o con punto.',
  'error.number_too_large': 'El número {value} es demasiado grande. Corríjalo.',
  'error.rate_missing': 'El artículo no tiene tipo de IVA. Escríbalo, por ejemplo 21, 10 o 4.',
  'error.unit_unknown': 'La forma de venta «{value}» no se conoce. Escriba unidad o peso.',
  'error.code_scientific':
    'La hoja de cálculo ha destruido el código ({value}): le faltan cifras. Dé a la columna formato de texto, vuelva a escribirlo y exporte otra vez.',
  'error.code_damaged':
    'El código {value} tiene formato de número y su dígito de control no demuestra cuál era. Dé a la columna formato de texto y vuelva a escribirlo.',
  'error.code_malformed': 'El código «{value}» es demasiado largo o tiene signos raros. Corríjalo.',
  'error.code_twice':
    'El código {value} ya está en la línea {firstLine}. Un código es de un solo artículo: quítelo de uno.',
  'error.code_taken': 'El código {value} ya es del artículo {owner}. Un código es de un solo artículo: quítelo de uno.',
  'error.product_not_found': 'Ese artículo ya no está a la venta. Búsquelo otra vez.',
  'error.category_not_found': 'Esa categoría ya no existe. Elija otra.',
  'error.code_is_reference': 'El código {value} ya es la referencia de otro artículo. Cambie uno de los dos.',

  'error.row_shortened': 'La línea tiene {found} columnas de {expected}; las que faltan se dejan vacías.',
  'error.text_damaged':
    'El texto «{value}» tiene letras estropeadas. Se importa así; si el archivo está mal, expórtelo como CSV UTF-8 y repita.',
  'error.price_zero': 'El precio es cero. Se importa así; compruébelo antes de vender.',
  'error.price_rounded': 'El precio {value} tiene más de dos decimales; se importa como {roundedCents}.',
  'error.code_zero_restored':
    'Al código {value} le faltaban ceros delante; su dígito de control lo demuestra y se guarda {restored}.',
  'error.code_reformatted': 'El código {value} tenía formato de número; se guarda {restored}.',
  'error.code_check_digit':
    'El dígito de control del código {value} no cuadra. Se guarda así; compruébelo con el escáner.',
  'error.upload_not_found': 'El fichero ya no está en la caja. Elíjalo otra vez.',
} as const;
