/** What the shells say: in the terminal, on the page without a key, and when something between the processes fails. */
export const hostScreenTexts = {
  'host.starting': 'Abriendo la caja…',
  'host.listening': 'Mostrador está abierto en: {url}',
  'host.link_note': 'El enlace sirve una vez y caduca en una hora. Para otro: {command}',
  'host.demo': 'Demostración en una carpeta temporal: {path}. Se borra al terminar.',
  'host.paired': 'Caja vinculada a la central de {company}.',
  'host.already_open': 'Mostrador ya está abierto con estos datos. Para entrar: {url}',
  'host.already_open_window': 'Mostrador ya está abierto con estos datos: su ventana pasa delante.',
  'host.not_open': 'Mostrador no está abierto con los datos de {path}. Ábralo con: npm start',
  'host.no_display': 'Aquí no hay pantalla: abra el enlace en un navegador de esta máquina.',
  'host.no_browser': 'No se ha encontrado Chromium ni Chrome: abra el enlace en un navegador de esta máquina.',
  'host.browser_as_root':
    'Chromium no se abre como administrador (root): abra el enlace en un navegador de esta máquina.',
  'host.ending': 'Cerrando la caja…',
  'host.bug': 'Mostrador ha fallado al abrirse: {detail}. Mire la carpeta «registros» y avise a quien lo instaló.',
  'host.page_locked_title': 'Hace falta un enlace nuevo',
  'host.page_locked':
    'Esta dirección solo se abre con un enlace de un solo uso. En la carpeta de Mostrador, escriba la orden de abajo y abra el enlace que aparece.',
  'host.page_locked_command': 'npm start -- --url',
  'host.page_continue': 'Continuar',

  'error.process_gone':
    'Esa parte de la caja se está reiniciando. Lo guardado está a salvo: espere unos segundos y repita.',
  'error.no_answer':
    'La caja no ha contestado a tiempo ({command}). Mire si se ha hecho antes de repetirlo; si sigue igual, reinicie el programa.',
  'error.answer_invalid':
    'La caja ha contestado algo que esta pantalla no entiende ({command}). Cierre y abra el programa; si sigue, avise a quien lo instaló.',
  'error.internal_error':
    'La caja ha fallado al hacer esto ({command}). Lo cobrado está guardado. Repita; si sigue, avise a quien lo instaló y dígale ese nombre.',
  'error.command_unknown':
    'Esta caja no conoce esa orden: pantalla y caja son de versiones distintas. Cierre y abra el programa.',
  'error.command_not_allowed':
    'Eso no se puede pedir desde aquí ({command}). Cierre y abra el programa; si sigue, avise a quien lo instaló.',
  'error.input_invalid': 'La caja no acepta lo escrito en «{field}» ({command}). Corríjalo y repita.',
  'error.message_malformed':
    'La caja no ha entendido el mensaje de esta pantalla. Cierre y abra el programa; si sigue, avise a quien lo instaló.',
  'error.message_too_long': 'Es demasiado grande para enviarlo de una vez. Hágalo en partes más pequeñas.',
  'error.too_many_requests': 'La caja tiene demasiadas cosas pendientes de esta pantalla. Espere un momento y repita.',
  'error.window_not_holding':
    'La caja está abierta en otra ventana. Toque «Tomar el control» para seguir en esta, o siga en la otra.',
  'error.host_switching': 'Se está cambiando de tienda. Espere unos segundos y repita.',
  'error.host_no_answer':
    'La caja tarda demasiado en abrirse. Espere un poco; si no aparece, cierre y abra el programa.',
  'error.sample_only':
    'Esta es una tienda de demostración sin tienda propia al lado. Para la suya, cierre y abra el programa sin --demo.',
  'error.data_folder_synchronised':
    'La carpeta {path} está dentro de {service}, que copia los datos mientras se escriben y los rompe. Elija una carpeta de este equipo que no se sincronice.',
  'error.data_folder_network':
    'La carpeta {path} está en otro equipo de la red. Elija una carpeta de un disco de este equipo.',
  'error.data_folder_unusable':
    'No se puede usar la carpeta {path} ({detail}). Dé permiso de escritura o elija otra con --data.',
  'error.option_unknown':
    'No se entiende «{detail}». Opciones: --data CARPETA, --port NÚMERO, --url, --demo, --pair CÓDIGO, --host electron|browser, --no-window, --kiosk, --self-test.',
  'error.option_port': '«{text}» no es un puerto. Escriba un número de 1 a 65535.',
  'error.option_host': '«{text}» no es una forma de abrirse. Escriba --host electron o --host browser.',
  'error.option_demo_data': 'La opción --demo usa su propia carpeta temporal. Quite --data o quite --demo.',
  'error.port_taken': 'El puerto {port} está ocupado por otro programa. Elija otro con --port, o quite --port.',
  'error.renderer_missing': 'Falta la pantalla compilada en {path}. Ejecute npm run build y repita.',
} as const;
