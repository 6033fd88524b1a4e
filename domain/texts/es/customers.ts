export const customersTexts = {
  'error.customer_not_found': 'Ese cliente ya no está en la lista. Búsquelo otra vez o créelo.',
  'error.customer_name_missing': 'Falta el nombre del cliente. Escríbalo.',
  'error.customer_tax_id_taken': 'El NIF {nif} ya es de {name}. Use ese cliente o corrija el NIF.',
} as const;
