/** El intercambio con la central: por qué no va y qué hacer. */
export const syncTexts = {
  'error.not_paired': 'Esta caja no está vinculada a la central. Pida un código de vinculación y escríbalo en Ajustes.',
  'error.pairing_code_malformed': 'El código de vinculación no está completo. Cópielo entero, empieza por MP1.',
  'error.central_insecure':
    'No se ha enviado nada: quien contesta no es la central de esta caja o la conexión no va cifrada. Pida un código nuevo.',
  'error.central_unreachable':
    'No se llega a la central. Puede seguir vendiendo: se enviará solo cuando vuelva la conexión.',
  'error.central_silent': 'La central no ha contestado a tiempo. Puede seguir vendiendo: se volverá a intentar solo.',
  'error.central_answer_wrong':
    'Lo que contesta no es la central (¿un portal de la red wifi?). Puede seguir vendiendo; compruebe la red.',
  'error.central_busy': 'La central está ocupada. Puede seguir vendiendo: se volverá a intentar solo.',
  'error.central_failing': 'La central tiene un fallo. Puede seguir vendiendo: se volverá a intentar solo.',
  'error.central_refuses': 'La central no acepta lo que envía esta caja. Nada se ha perdido; avise a quien la lleva.',
  'error.central_refuses_event':
    'La central no acepta la anotación {seq} ({type}, {number}) y lo que va detrás espera. Nada se ha perdido: dígale a quien la lleva este número y este motivo: {why}.',
  'error.central_token_refused': 'La central ya no reconoce esta caja. Nada se ha perdido: vincúlela de nuevo.',
  'error.central_token_missing':
    'Falta la clave de la central, como en una copia restaurada. Nada se ha perdido: vincule la caja de nuevo.',
  'error.central_token_sealed':
    'La clave de la central la guarda el almacén de secretos del sistema y desde aquí no se puede leer. Nada se ha perdido: abra la caja en su ventana de siempre, que envía sola, o vincúlela de nuevo.',
  'error.central_token_unreadable':
    'No se puede leer la clave de la central en la carpeta de datos. Nada se ha perdido: compruebe el disco y sus permisos.',
  'error.till_closed': 'La caja está abriendo o cambiando sus datos. Repita dentro de un momento.',
  'error.installation_unknown':
    'La caja no conoce esa instalación: el programa se ha cambiado a medias. Ciérrelo y ábralo otra vez.',
  'error.sync_stopped': 'El programa se está cerrando. Repita cuando vuelva a abrirlo.',
  'incident.till_diverged':
    'La central tenía otra historia de esta caja; se sigue en una instalación y una serie nuevas',
  'incident.central_ahead': 'La central tiene ventas de esta caja que aquí no están',
  'incident.event_too_large':
    'Un envío era demasiado grande: en la central solo consta su huella; el original está en esta caja',
} as const;
