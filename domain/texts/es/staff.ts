export const staffTexts = {
  'error.staff_not_found': 'Esa persona ya no está en la plantilla. Elija otra.',
  'error.not_signed_in': 'Nadie ha entrado en la caja. Elija quién es y repita.',
  'error.staff_last': 'Es la única persona de la plantilla y alguien tiene que poder vender. Añada antes a otra.',
  'error.staff_name_invalid': 'El nombre debe tener entre 1 y 40 letras. Corríjalo.',
  'error.staff_name_taken': 'Ya hay una persona llamada {name}. Use otro nombre para distinguirlas en el ticket.',
  'error.pin_malformed': 'El PIN debe tener de 4 a 8 cifras. Escriba otro.',
  'error.pin_throttled':
    'Demasiados intentos con el PIN equivocado. Espere {seconds} segundos y vuelva a escribirlo, u otra persona puede entrar con el suyo.',
} as const;
