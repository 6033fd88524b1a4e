/** The command line. */
export const cliTexts = {
  'cli.usage':
    'Órdenes de la caja. Responden con una línea JSON; los avisos salen aparte. Terminan con 0 (hecho), 1 (rechazado) o 2 (mal escrita).',
  'cli.bug':
    'Ha fallado el programa; lo que ya estaba guardado sigue guardado. Envíe este texto a quien se lo instaló:\n{detail}',
  'cli.import_row': 'Fila {line}: {message}',
  'error.usage': 'La orden está mal escrita ({detail}). Se usa así: {usage}',
  'error.option_invalid': 'La opción {option} no admite «{value}». Valores posibles: {allowed}.',
  'error.json_malformed': '{what} no es JSON válido ({detail}). Corríjalo y repita.',
  'error.sale_file_invalid': 'En la venta falta o no vale «{field}». Corríjalo y repita; no se ha vendido nada.',
  'error.percent_out_of_range':
    'El descuento «{text}» no vale: escriba un porcentaje de 0 a 100, por ejemplo 10 o 2.5.',
  'error.tax_rate_malformed': 'El tipo «{text}» no vale: escriba el porcentaje, por ejemplo 21.',
  'error.staff_unknown': 'No hay nadie en la plantilla que se llame «{name}». Compruebe el nombre.',
  'error.pin_wrong': 'El PIN de {name} no es correcto. Vuelva a escribirlo.',
  'cli.print_error':
    'La venta está guardada, pero no se sabe si ha salido el ticket ({detail}). Mire el papel y, si falta, reimprima.',
} as const;
