/** The data folder: opening, setting up, keeping, printing jobs, and what verify finds. */
export const dataTexts = {
  'error.disk_full':
    'The disk is full and nothing could be saved. Nothing is lost: free space in {path} and try again.',
  'error.data_read_only': 'The folder {path} cannot be written ({detail}). Allow writing or choose another one.',
  'error.data_damaged': 'The data file of {path} is damaged ({detail}). Do not go on selling in it: restore a backup.',
  'error.data_in_use':
    'Another program is using the till of {path}. Close the other window or wait for the other command.',
  'error.data_unreachable':
    '{path} cannot be opened ({detail}). Check that the disk is connected and the path is right.',
  'error.disk_error':
    'The disk failed while saving to {path} ({detail}). Make a backup on another disk and replace this one.',
  'error.data_from_newer_version':
    'These data belong to a newer version of the program ({version}; this one knows up to {known}). Install the new version.',
  'error.migration_open_ticket':
    'A ticket is half rung up and the program was updated. Open the previous version, finish the ticket and update again.',
  'error.not_a_till_file': 'The data file is not one of Mostrador. Choose another folder.',
  'error.not_initialised': 'There is no till in {path}. Make one with the command init or choose another folder.',
  'error.folder_held_a_till':
    'There was a till in {path} and its data file is missing. Restore a backup into another folder, or make a till in another folder with --reinstalled.',
  'error.already_initialised': 'There is a till in {path} already. Choose another folder to make a new one.',
  'error.production_not_available':
    'Production is not possible yet: the producer of the program and the sending to AEAT are not set up. Make a test till.',
  'error.shop_file_invalid':
    'In the shop data "{field}" is missing or wrong. Correct it and try again; nothing was made.',
  'error.time_zone_unknown':
    'The time zone "{timeZone}" does not exist. Use for instance Europe/Madrid or Atlantic/Canary.',
  'error.installation_moved':
    'This till was used on another machine or in another folder. Say in Settings, Data and backups (or with the command adopt), whether you moved or copied it, before selling.',
  'error.not_elsewhere': 'This till is where it always was: there is nothing to confirm.',
  'error.clock_suspicious':
    'The clock says {now}, which does not fit {last}. Set the clock, or confirm that it is right to sell like this.',
  'error.ticket_not_found': 'That ticket is not open. Open a new one.',
  'error.ticket_already_closed': 'That ticket is paid already, with number {number}. Open a new one.',
  'error.ticket_open_elsewhere':
    'Ticket {ticketId} is open on the screen of the till. Finish it there, or repeat the command with another ticketId.',
  'error.ticket_has_payments': 'The ticket has payments. Give back what was taken first, then drop it.',
  'error.code_unknown': 'The code {code} is not in the catalogue. Search by name or create the product.',
  'error.document_not_found': 'There is no document with number {number}. Check the number.',
  'error.already_annulled': 'Document {number} is annulled already. Nothing else to do.',
  'error.no_printer': 'No receipt printer is set up. Add one in the settings.',
  'error.no_drawer': 'No drawer is set up. Say in the settings to which printer it is connected.',
  'error.print_job_not_found': 'There is no print job with number {jobId}. Look at the list with the command jobs.',
  'error.print_job_not_waiting':
    'Job {jobId} is in state {state} and cannot be decided on. If another paper is needed, reprint the ticket.',
  'error.backup_not_found': 'The backup {path} is not there. Check the path.',
  'error.backup_damaged': 'The backup {path} cannot be used: {detail}. Try another one.',
  'error.backup_not_a_till': 'The backup does not hold a till of Mostrador. Choose another file.',
  'error.backup_of_sample':
    'The backup is of the sample shop, which can never become a real one. Choose another backup.',
  'error.folder_not_sample':
    'There is a real shop in {path} and the sample does not mix with it. Close the sample and choose another folder.',
  'error.restore_folder_in_use':
    'There is a till in {path} already and it will not be overwritten. Restore into a new folder.',
  'error.export_nothing': 'There are no records in that period. Choose other dates.',
  'error.file_exists': 'The file {path} exists already and will not be overwritten. Choose another name.',
  'error.file_unreadable': '{path} cannot be read. Check that it exists and is a file.',
  'incident.tail_lost': 'The disk lost stored sales; the till goes on in a new installation and series',
  'incident.chain_diverged': 'The data are not what this till wrote; it goes on in a new installation and series',
  'incident.high_water_missing':
    'The mark of what was sold is missing; the till goes on in a new installation and series',
  'incident.older_installation':
    'The data are older than what was here; the till goes on in a new installation and series',
  'incident.restored_from_backup': 'Data restored from a backup; the till goes on in a new installation and series',
  'incident.clock_behind_chain': 'The clock is behind the last record',
  'incident.record_damaged': 'A stored record is not the one that was written',
  'error.till_not_ready': 'The till is not ready for that yet. Finish setting it up, or wait a few seconds and repeat.',
  'error.sample_stays_sample':
    'This is the sample shop and never becomes a real one. Go back to your shop from the settings and set it up there.',
  'error.staff_none': 'There is nobody to sell yet. Add at least one person.',
  'error.identity_locked':
    'That ({field}) was fixed by the first ticket and cannot be changed any more. For another, set up a new till in another folder.',
  'error.limits_invalid': 'Those limits are not valid. Give amounts above zero and one line per date.',
  'error.restore_open_ticket': 'A ticket is open. Charge it or drop it before restoring a backup.',
  'error.verify_running': 'A check is running already. Wait for it to end.',
} as const;
