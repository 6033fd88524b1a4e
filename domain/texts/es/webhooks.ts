/** Of endpoints and their deliveries. */
export const webhooksTexts = {
  'error.webhook_url_invalid':
    'Esa dirección no se puede leer. Escriba una URL completa, por ejemplo https://erp.example.com/avisos.',
  'error.webhook_url_too_long': 'Esa dirección es demasiado larga: como mucho {max} caracteres.',
  'error.webhook_url_not_https': 'La dirección tiene que empezar por https://.',
  'error.webhook_url_with_user':
    'La dirección no puede llevar usuario ni contraseña. La firma de cada aviso dice quién lo envía.',
  'error.webhook_url_port':
    'El puerto {port} no está permitido. Use el 443, o pida al operador del servidor que lo permita.',
  'error.webhook_url_host':
    'A «{host}» no se puede enviar: no es una dirección pública. El operador del servidor puede permitir redes propias.',
  'error.outbound_setting_invalid':
    'La variable {name} tiene un valor que no vale: «{value}». Corríjala y arranque de nuevo.',
  'error.webhooks_too_many': 'Una empresa puede tener {max} direcciones de aviso. Borre las que no use.',
  'error.webhook_version_differs':
    'Esa dirección de aviso ha cambiado mientras tanto (versión {version}). Léala otra vez y repita el cambio.',
  'error.webhook_deleted': 'El destino de ese envío se borró. Cree otro.',
  'error.webhook_not_active': 'Esa dirección de aviso no está activa. Actívela primero.',
  'error.not_a_test_company':
    'Las pruebas con avisos de muestra solo se hacen en una empresa de pruebas. Esta es de verdad: nadie recibiría un aviso inventado.',
} as const;
