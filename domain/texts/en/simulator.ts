/** The virtual printer (npm run printer). */
export const simulatorTexts = {
  'simulator.help':
    'Virtual printer: takes ESC/POS tickets from the network and draws them.\n\nUsage: npm run printer -- [options]\n\n  --port N       port on 127.0.0.1 (9100; 0 takes a free one)\n  --out FOLDER   where tickets are saved (./impresora-virtual)\n  --columns N    width of the paper: 48, 42 or 32 columns (48)\n  --fault NAME   starts with a fault; may be repeated\n  --lang es|en   language of these messages\n  --help         this help\n\nFaults: {faults}\nKeys: p paper, c cover, o offline, q quit',
  'simulator.ready': 'Virtual printer ready: tcp://127.0.0.1:{port}, {columns} columns. Tickets are saved in {folder}',
  'simulator.keys': 'Keys: p paper, c cover, o offline, q quit.',
  'simulator.ticket': 'Ticket {number}: {file}',
  'simulator.drawer': 'The drawer opens (pin {pin}, {onMs} ms).',
  'simulator.paper_out': 'Paper: the printer has run out of paper. Press p to put paper in.',
  'simulator.paper_in': 'Paper: there is paper.',
  'simulator.cover_open': 'Cover: open. Press c to close it.',
  'simulator.cover_closed': 'Cover: closed.',
  'simulator.offline': 'The printer is offline. Press o to put it online again.',
  'simulator.online': 'The printer is online.',
  'simulator.closed': 'Virtual printer closed. Tickets printed: {count}.',
  'simulator.image': 'IMAGE',
  'simulator.barcode': 'BARCODE',
  'simulator.drawer_mark': 'DRAWER',
  'simulator.problem': 'Problem at byte {offset} ({bytes}): {reason}',
  'simulator.problem.unknown_command':
    'The printer does not know this command and skipped it; check the program that prints.',
  'simulator.problem.bad_parameter':
    'The command has a value that does not exist ({detail}); check the program that prints.',
  'simulator.problem.unsupported_code_page':
    'The printer does not have this code page ({detail}); choose another in the printer settings.',
  'simulator.problem.undefined_character':
    'The code page does not have this character; choose another in the printer settings.',
  'simulator.problem.not_at_line_start': 'The command only works at the start of a line; finish the line first.',
  'simulator.problem.lost_text':
    'A line was lost before it was printed ("{detail}"); finish it before the printer is reset.',
  'simulator.problem.too_wide': 'It is wider than the paper and does not come out whole; make it narrower.',
  'simulator.problem.empty_symbol': 'A symbol or picture is to be printed that was never sent; send its content first.',
  'simulator.problem.cut_through_print':
    'The cut comes before the print has passed the knife; feed the paper before cutting.',
  'simulator.problem.truncated_command':
    'The connection closed in the middle of a command; send the ticket again if it did not come out.',
  'error.simulator_usage': 'The option "{argument}" is not understood. Try --help.',
  'error.simulator_port_in_use':
    'Port {port} is taken by another program. Close it or choose another port with --port.',
  'error.simulator_port_refused': 'Port {port} cannot be opened ({reason}). Choose another with --port.',
  'error.simulator_folder': 'Cannot write in {folder} ({reason}). Choose another folder with --out.',
} as const;
