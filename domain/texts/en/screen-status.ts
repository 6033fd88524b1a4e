/** The pane that says how the till and everything around it is, and what to do. */
export const statusScreenTexts = {
  'status.title': 'State of the till',
  'status.back': 'Back',
  'status.unknown': 'The till has not said yet how it is',
  'status.unknown-hint': 'It is shown here as soon as it answers. What is stored is safe.',
  'status.all-well': 'Everything needed to sell works.',
  'status.look': 'To look at now',
  'status.go-to-data': 'Open Settings, Data',
  'status.go-to-printers': 'Open Settings, Printers',
  'status.warning-other':
    'The till warns of something that this screen does not know ({code}). Tell whoever installed the program.',
  'status.lost': 'This screen has lost the till and is looking for it. What you scan is noted as soon as it is back.',
  'status.till-down': 'The till is starting again. Wait a few seconds: what is stored is safe.',
  'status.till-failed':
    'The till does not start. Close the program and open it again; if it goes on, tell whoever installed it.',
  'status.devices-down': 'The part that prints is starting again. You can sell: receipts come out when it is back.',
  'status.devices-failed':
    'The part that prints does not start. You can sell without paper; close the program and open it again when you can.',
  'status.sync-down': 'The part that sends data is starting again. You can sell: nothing is lost.',
  'status.sync-failed':
    'The part that sends data does not start. You can sell: everything is stored. Close the program and open it again when you can.',
  'status.printer': 'Printer',
  'status.printer-none': 'No printer is set up',
  'status.printer-none-hint': 'You can sell without paper. To print receipts, choose a printer in Settings.',
  'status.printer-ready': '{printer} is ready.',
  'status.printer-printing': '{printer} is printing.',
  'status.printer-problem': '{printer} needs you to look at it',
  'status.printer-problem-hint': 'Check the paper, the cover and the cable.',
  'status.drawer': 'Cash drawer',
  'status.jobs': 'Papers waiting',
  'status.jobs-none': 'No paper is waiting.',
  'status.job.receipt': 'Receipt',
  'status.job.receipt-number': 'Receipt {number}',
  'status.job.drawer': 'Opening the drawer',
  'status.job.paper': 'Other paper',
  'status.job-unknown': 'It may have come out: look at the printer before repeating it.',
  'status.job-drawer-unknown': 'It may have opened: look at the drawer.',
  'status.job-where': '{printer}, {when}',
  'status.jobs-print-all': 'Print all {count}',
  'status.job-retry': 'Retry',
  'status.job-print': 'Print',
  'status.job-discard': 'Do not print',
  'status.job-came-out': 'It came out',
  'status.job-copy': 'It did not: another copy',
  'status.job-forget': 'Take off the list',
  'status.job-spoken': '{action}: {what}',
  'status.central': 'Central',
  'status.fiscal': 'Records for the tax agency (AEAT)',
  'status.fiscal-many': '{count} records not sent: no connection to the AEAT is set up.',
  'status.fiscal-one': '1 record not sent: no connection to the AEAT is set up.',
  'status.fiscal-zero': 'No connection to the AEAT is set up.',
  'status.fiscal-hint':
    'Every sale leaves its record, chained and stored on this machine. They are not sent over the internet; they can be exported in Settings, Data. You can go on selling.',
  'status.test': 'Test environment: receipts have no fiscal validity.',
  'warning.tail_lost':
    'The disk has lost sales that this till had stored. Make a backup and tell whoever installed the program.',
  'warning.chain_diverged':
    'The data are not what this till wrote. Make a backup and tell whoever installed the program.',
  'warning.high_water_missing':
    'The mark of the last sale is missing: the data may be from a copy. Check that they are those of this till before selling.',
  'warning.older_installation':
    'The data are older than what this till had. Check that they are the right ones before selling.',
} as const;
