export const hostScreenTexts = {
  'host.starting': 'Opening the till…',
  'host.listening': 'Mostrador is open at: {url}',
  'host.link_note': 'The link works once and expires in an hour. For another one: {command}',
  'host.demo': 'Demonstration in a temporary folder: {path}. It is removed at the end.',
  'host.paired': 'Till paired with the central of {company}.',
  'host.already_open': 'Mostrador is open on these data already. To sign in: {url}',
  'host.already_open_window': 'Mostrador is open on these data already: its window comes to the front.',
  'host.not_open': 'Mostrador is not open on the data of {path}. Open it with: npm start',
  'host.no_display': 'There is no display here: open the link in a browser on this machine.',
  'host.no_browser': 'No Chromium or Chrome was found: open the link in a browser on this machine.',
  'host.browser_as_root':
    'Chromium does not open for the administrator (root): open the link in a browser on this machine.',
  'host.ending': 'Closing the till…',
  'host.bug': 'Mostrador failed to open: {detail}. Look into the folder "registros" and tell whoever installed it.',
  'host.page_locked_title': 'A new link is needed',
  'host.page_locked':
    'This address opens only with a link that works once. In the folder of Mostrador, type the command below and open the link that appears.',
  'host.page_locked_command': 'npm start -- --url',
  'host.page_continue': 'Continue',

  'error.process_gone': 'That part of the till is restarting. What was stored is safe: wait a few seconds and repeat.',
  'error.no_answer':
    'The till did not answer in time ({command}). Look whether it was done before repeating it; if it stays so, restart the program.',
  'error.answer_invalid':
    'The till answered something that this screen does not understand ({command}). Close and open the program; if it goes on, tell whoever installed it.',
  'error.internal_error':
    'The till failed to do this ({command}). What was paid is stored. Repeat it; if it goes on, tell whoever installed it that name.',
  'error.command_unknown':
    'This till does not know that command: screen and till are of different versions. Close and open the program.',
  'error.command_not_allowed':
    'That cannot be asked from here ({command}). Close and open the program; if it goes on, tell whoever installed it.',
  'error.input_invalid': 'The till does not accept what is written in "{field}" ({command}). Correct it and repeat.',
  'error.message_malformed':
    'The till did not understand the message of this screen. Close and open the program; if it goes on, tell whoever installed it.',
  'error.message_too_long': 'It is too large to be sent at once. Do it in smaller parts.',
  'error.too_many_requests': 'The till has too many things of this screen waiting. Wait a moment and repeat.',
  'error.window_not_holding':
    'The till is open in another window. Touch "Take over" to go on in this one, or go on in the other.',
  'error.host_switching': 'The shop is being changed. Wait a few seconds and repeat.',
  'error.host_no_answer':
    'The till takes too long to open. Wait a little; if it does not appear, close and open the program.',
  'error.sample_only':
    'This is a demonstration shop without a shop of your own beside it. For yours, close and open the program without --demo.',
  'error.data_folder_synchronised':
    'The folder {path} is inside {service}, which copies the data while they are written and breaks them. Choose a folder of this machine that is not synchronised.',
  'error.data_folder_network':
    'The folder {path} is on another machine of the network. Choose a folder on a disk of this machine.',
  'error.data_folder_unusable':
    'The folder {path} cannot be used ({detail}). Allow writing or choose another one with --data.',
  'error.option_unknown':
    'The option "{detail}" is not understood. Options: --data FOLDER, --port NUMBER, --url, --demo, --pair CODE, --host electron|browser, --no-window, --kiosk, --self-test.',
  'error.option_port': 'The text "{text}" is no port. Write a number from 1 to 65535.',
  'error.option_host': 'The text "{text}" is no way to open. Write --host electron or --host browser.',
  'error.option_demo_data': 'The option --demo uses a temporary folder of its own. Leave out --data or --demo.',
  'error.port_taken': 'Port {port} is taken by another program. Choose another one with --port, or leave it out.',
  'error.renderer_missing': 'The built screen is missing in {path}. Run npm run build and repeat.',
} as const;
