/** What a person should know while the till goes on selling. */
export const statusTexts = {
  'warning.installation_moved':
    'This till was used on another machine or in another folder. Say in Settings whether you moved or copied it: until then nothing can be paid.',
  'warning.mark_not_written':
    'The safety mark in the data folder cannot be written. Sales are stored; check the disk and its permissions.',
  'warning.disk_nearly_full': 'Less than 1 GB is free on the disk. Make room before it is full.',
  'warning.printing_settings_unreadable':
    'The printing settings are from another version and not understood: nothing is printed. Set them again in Settings.',
} as const;
