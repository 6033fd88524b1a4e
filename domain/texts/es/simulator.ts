/** The virtual printer (npm run printer). */
export const simulatorTexts = {
  'simulator.help':
    'Impresora virtual: recibe tiques ESC/POS por la red y los dibuja.\n\nUso: npm run printer -- [opciones]\n\n  --port N       puerto en 127.0.0.1 (9100; 0 elige uno libre)\n  --out CARPETA  dónde se guardan los tiques (./impresora-virtual)\n  --columns N    ancho del papel: 48, 42 o 32 columnas (48)\n  --fault NOMBRE empieza con una avería; se puede repetir\n  --lang es|en   idioma de estos mensajes\n  --help         esta ayuda\n\nAverías: {faults}\nTeclas: p papel, c tapa, o fuera de línea, q salir',
  'simulator.ready':
    'Impresora virtual lista: tcp://127.0.0.1:{port}, {columns} columnas. Los tiques se guardan en {folder}',
  'simulator.keys': 'Teclas: p papel, c tapa, o fuera de línea, q salir.',
  'simulator.ticket': 'Tique {number}: {file}',
  'simulator.drawer': 'El cajón se abre (patilla {pin}, {onMs} ms).',
  'simulator.paper_out': 'Papel: la impresora se ha quedado sin papel. Pulse p para poner papel.',
  'simulator.paper_in': 'Papel: hay papel.',
  'simulator.cover_open': 'Tapa: abierta. Pulse c para cerrarla.',
  'simulator.cover_closed': 'Tapa: cerrada.',
  'simulator.offline': 'La impresora está fuera de línea. Pulse o para volver a ponerla en línea.',
  'simulator.online': 'La impresora está en línea.',
  'simulator.closed': 'Impresora virtual cerrada. Tiques impresos: {count}.',
  'simulator.image': 'IMAGEN',
  'simulator.barcode': 'CÓDIGO DE BARRAS',
  'simulator.drawer_mark': 'CAJÓN',
  'simulator.problem': 'Problema en el byte {offset} ({bytes}): {reason}',
  'simulator.problem.unknown_command':
    'La impresora no conoce esta orden y la ha saltado; revise el programa que imprime.',
  'simulator.problem.bad_parameter':
    'La orden lleva un valor que no existe ({detail}); revise el programa que imprime.',
  'simulator.problem.unsupported_code_page':
    'La impresora no tiene esta página de códigos ({detail}); elija otra en los ajustes de la impresora.',
  'simulator.problem.undefined_character':
    'La página de códigos no tiene este carácter; elija otra en los ajustes de la impresora.',
  'simulator.problem.not_at_line_start': 'La orden solo vale al principio de una línea; termine antes la línea.',
  'simulator.problem.lost_text':
    'Se ha perdido una línea sin imprimir («{detail}»); termínela antes de reiniciar la impresora.',
  'simulator.problem.too_wide': 'Es más ancho que el papel y no sale entero; hágalo más estrecho.',
  'simulator.problem.empty_symbol':
    'Se pide imprimir un símbolo o una imagen que no se ha enviado; envíe antes su contenido.',
  'simulator.problem.cut_through_print':
    'El corte llega antes de que lo impreso pase la cuchilla; avance el papel antes de cortar.',
  'simulator.problem.truncated_command':
    'La conexión se ha cerrado en mitad de una orden; vuelva a enviar el tique si no ha salido.',
  'error.simulator_usage': 'No se entiende «{argument}». Pruebe con --help.',
  'error.simulator_port_in_use':
    'El puerto {port} está ocupado por otro programa. Ciérrelo o elija otro puerto con --port.',
  'error.simulator_port_refused': 'No se puede abrir el puerto {port} ({reason}). Elija otro con --port.',
  'error.simulator_folder': 'No se puede escribir en {folder} ({reason}). Elija otra carpeta con --out.',
} as const;
