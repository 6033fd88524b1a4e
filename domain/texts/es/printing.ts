export const printingTexts = {
  'print.paper-out': 'La impresora {printer} no tiene papel. Ponga papel y pulse Reintentar.',
  'print.cover-open': 'La impresora {printer} tiene la tapa abierta. Ciérrela y pulse Reintentar.',
  'print.offline':
    'La impresora {printer} está fuera de línea. Compruebe que está en marcha y sin avisos, y pulse Reintentar.',
  'print.refused':
    'La impresora {printer} rechaza la conexión. Compruebe que no la usa otro programa, apáguela y enciéndala, y pulse Reintentar.',
  'print.cannot-open':
    'No se encuentra la impresora {printer}. Compruebe el cable, que está encendida y su dirección en Ajustes, y pulse Reintentar.',
  'print.timeout':
    'La impresora {printer} ha dejado de aceptar datos. Compruebe el papel, la tapa y el cable, y mire si el ticket ha salido antes de repetirlo.',
  'print.connection-lost':
    'Se ha cortado la conexión con la impresora {printer}. Revise el cable o la red, y mire si el ticket ha salido antes de repetirlo.',
  'print.no-answer':
    'La impresora {printer} no contesta. Compruebe que está encendida, y mire si el ticket ha salido antes de repetirlo.',
  'print.device-error':
    'La impresora {printer} avisa de una avería. Apáguela y enciéndala, revise el papel atascado y pulse Reintentar.',
  'print.interrupted':
    'El programa se cerró mientras se imprimía en {printer}. Mire si el ticket ha salido antes de repetirlo.',
  'print.state.queued': 'En espera de imprimirse',
  'print.state.held': 'Pendiente de antes: decida si se imprime',
  'print.state.sending': 'Imprimiendo',
  'print.state.sent': 'Enviado a la impresora',
  'print.state.confirmed': 'Impreso',
  'print.state.unknown': 'No se sabe si ha salido: mire la impresora y decida',
  'print.state.failed': 'No se ha impreso',
  'print.state.discarded': 'Descartado',
  'error.printer_url_scheme':
    'La dirección de impresora "{url}" no se reconoce. Use tcp://, serial://, file://, spool:// o virtual:, por ejemplo tcp://192.168.1.50:9100.',
  'error.printer_url_host':
    'La dirección de impresora "{url}" no lleva un nombre de equipo o una IP válidos. Escríbala así: tcp://192.168.1.50:9100.',
  'error.printer_url_port': 'El puerto de "{url}" no es válido. Use un número de 1 a 65535; casi siempre es 9100.',
  'error.printer_url_path':
    'La dirección de impresora "{url}" no lleva un dispositivo válido. Escríbala así: serial:///dev/ttyUSB0, serial://COM3 o file:///dev/usb/lp0.',
  'error.printer_url_option':
    'La opción "{option}" de "{url}" no se entiende. Puede usar baud (300 a 921600), parity (none, even, odd) y flow (none, rtscts, xonxoff).',
  'error.printer_url_name':
    'La dirección "{url}" no lleva el nombre de la cola de impresión. Escríbala así: spool://EPSON_TM_T20.',
  'error.printer_not_found': 'Esa impresora ({printer}) no está en la lista. Elija una de la lista o añádala.',
} as const;
