/** Of the API for other systems. */
export const apiTexts = {
  'error.idempotency_key_missing':
    'Falta la cabecera Idempotency-Key. Ponga en ella un valor único por operación, por ejemplo un UUID.',
  'error.idempotency_key_invalid':
    'La cabecera Idempotency-Key no vale: de 1 a 255 caracteres visibles, con o sin comillas.',
  'error.idempotency_key_reused':
    'Esa Idempotency-Key ya se usó con otra petición. Use una nueva para una operación nueva.',
  'error.idempotency_running': 'La misma petición se está atendiendo ahora. Repítala en un segundo con la misma clave.',
  'error.token_not_live': 'Esa clave ya no vale: está retirada o caducada. Cree una nueva.',
  'error.token_rotating': 'Ese cliente ya tiene dos claves en uso. Retire una o espere a que caduque la antigua.',
  'error.event_unknown':
    'La central no conoce el suceso {event}: se restauró de una copia. Empiece otra vez sin «after».',
  'error.nif_iva_invalid': 'El NIF-IVA «{id}» no tiene la forma debida: país y número, por ejemplo FR12345678901.',
  'error.country_invalid': 'El país «{country}» no vale para esa identificación. Use su código de dos letras.',
  'error.test_companies_too_many':
    'Ya hay {max} empresas de pruebas. Use una de ellas, o empiece con otra carpeta de datos.',
  'error.precondition_failed':
    'Ha cambiado mientras tanto (ahora es la versión {version}; 0: no existe). Léalo otra vez y repita el cambio.',
} as const;
