/** What a person should know while the till goes on selling. */
export const statusTexts = {
  'warning.installation_moved':
    'Esta caja se usó en otro equipo o en otra carpeta. Diga en Ajustes si la ha movido o copiado: hasta entonces no se puede cobrar.',
  'warning.mark_not_written':
    'No se puede escribir la marca de seguridad en la carpeta de datos. Las ventas se guardan; compruebe el disco y sus permisos.',
  'warning.disk_nearly_full': 'Queda menos de 1 GB libre en el disco. Libere espacio antes de que se llene.',
  'warning.printing_settings_unreadable':
    'Los ajustes de impresión son de otra versión y no se entienden: no se imprime nada. Vuelva a ponerlos en Ajustes.',
} as const;
