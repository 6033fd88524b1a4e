export const printingTexts = {
  'print.paper-out': 'Printer {printer} is out of paper. Load paper and press Retry.',
  'print.cover-open': 'The cover of printer {printer} is open. Close it and press Retry.',
  'print.offline': 'Printer {printer} is offline. Check that it is on and shows no warning, then press Retry.',
  'print.refused':
    'Printer {printer} refuses the connection. Check that no other program uses it, switch it off and on, then press Retry.',
  'print.cannot-open':
    'Printer {printer} was not found. Check the cable, that it is on and its address in Settings, then press Retry.',
  'print.timeout':
    'Printer {printer} stopped taking data. Check paper, cover and cable, and see whether the ticket came out before you repeat it.',
  'print.connection-lost':
    'The connection to printer {printer} was cut. Check the cable or the network, and see whether the ticket came out before you repeat it.',
  'print.no-answer':
    'Printer {printer} does not answer. Check that it is on, and see whether the ticket came out before you repeat it.',
  'print.device-error':
    'Printer {printer} reports a fault. Switch it off and on, look for jammed paper, then press Retry.',
  'print.interrupted':
    'The program was closed while it printed on {printer}. See whether the ticket came out before you repeat it.',
  'print.state.queued': 'Waiting to be printed',
  'print.state.held': 'Left from before: decide whether to print it',
  'print.state.sending': 'Printing',
  'print.state.sent': 'Sent to the printer',
  'print.state.confirmed': 'Printed',
  'print.state.unknown': 'Not known whether it came out: look at the printer and decide',
  'print.state.failed': 'Not printed',
  'print.state.discarded': 'Discarded',
  'error.printer_url_scheme':
    'The printer address "{url}" is not known. Use tcp://, serial://, file://, spool:// or virtual:, for instance tcp://192.168.1.50:9100.',
  'error.printer_url_host':
    'The printer address "{url}" has no valid host name or IP. Write it like tcp://192.168.1.50:9100.',
  'error.printer_url_port': 'The port of "{url}" is not valid. Use a number from 1 to 65535; it is nearly always 9100.',
  'error.printer_url_path':
    'The printer address "{url}" has no valid device. Write it like serial:///dev/ttyUSB0, serial://COM3 or file:///dev/usb/lp0.',
  'error.printer_url_option':
    'The option "{option}" of "{url}" is not understood. You can use baud (300 to 921600), parity (none, even, odd) and flow (none, rtscts, xonxoff).',
  'error.printer_url_name':
    'The address "{url}" lacks the name of the print queue. Write it like spool://EPSON_TM_T20.',
  'error.printer_not_found': 'That printer ({printer}) is not in the list. Choose one of the list or add it.',
} as const;
