/** The data folder: opening, setting up, keeping, printing jobs, and what verify finds. */
export const dataTexts = {
  'error.disk_full':
    'El disco está lleno y no se ha podido guardar. No se ha perdido nada: libere espacio en {path} y repita.',
  'error.data_read_only': 'La carpeta {path} no se puede escribir ({detail}). Dé permiso de escritura o elija otra.',
  'error.data_damaged':
    'El fichero de datos de {path} está dañado ({detail}). No siga vendiendo en él: restaure una copia.',
  'error.data_in_use':
    'Otro programa está usando la caja de {path}. Cierre la otra ventana o espere a que termine la otra orden.',
  'error.data_unreachable':
    'No se puede abrir {path} ({detail}). Compruebe que el disco está conectado y la ruta es correcta.',
  'error.disk_error':
    'El disco ha fallado al guardar en {path} ({detail}). Haga una copia en otro disco y cambie este.',
  'error.data_from_newer_version':
    'Estos datos son de una versión más nueva del programa ({version}; esta conoce hasta {known}). Instale la versión nueva.',
  'error.migration_open_ticket':
    'Hay un ticket a medias y el programa se ha actualizado. Abra la versión anterior, cobre o aparque el ticket vacío y vuelva a actualizar.',
  'error.not_a_till_file': 'El fichero de datos no es de Mostrador. Elija otra carpeta.',
  'error.not_initialised': 'En {path} no hay ninguna caja. Cree una con la orden init o elija otra carpeta.',
  'error.folder_held_a_till':
    'En {path} hubo una caja y falta su fichero de datos. Restaure una copia en otra carpeta, o cree una caja en otra carpeta con --reinstalled.',
  'error.already_initialised': 'En {path} ya hay una caja. Elija otra carpeta para crear una nueva.',
  'error.production_not_available':
    'Todavía no se puede vender en producción: falta configurar el productor del programa y el envío a la AEAT. Cree la caja en pruebas.',
  'error.shop_file_invalid':
    'En los datos de la tienda falta o no vale «{field}». Corríjalo y repita; no se ha creado nada.',
  'error.time_zone_unknown': 'La zona horaria «{timeZone}» no existe. Use por ejemplo Europe/Madrid o Atlantic/Canary.',
  'error.installation_moved':
    'Esta caja se usó en otro equipo o en otra carpeta. Diga en Ajustes, Datos y copias (o con la orden adopt), si la ha movido o copiado, antes de vender.',
  'error.not_elsewhere': 'Esta caja está donde siempre: no hay nada que confirmar.',
  'error.clock_suspicious':
    'El reloj dice {now} y no cuadra con {last}. Ponga en hora el equipo, o confirme que está bien para vender así.',
  'error.ticket_not_found': 'Ese ticket no está abierto. Abra uno nuevo.',
  'error.ticket_already_closed': 'Ese ticket ya está cobrado con el número {number}. Abra uno nuevo.',
  'error.ticket_open_elsewhere':
    'El ticket {ticketId} está abierto en la pantalla de la caja. Termínelo allí, o repita la orden con otro ticketId.',
  'error.ticket_has_payments': 'El ticket tiene cobros. Devuelva antes lo cobrado y después anúlelo.',
  'error.code_unknown': 'El código {code} no está en el catálogo. Búsquelo por nombre o cree el artículo.',
  'error.document_not_found': 'No hay ningún documento con el número {number}. Compruebe el número.',
  'error.already_annulled': 'El documento {number} ya está anulado. No hay que hacer nada más.',
  'error.no_printer': 'No hay impresora de tickets configurada. Añada una en los ajustes.',
  'error.no_drawer': 'No hay cajón configurado. Indique en los ajustes a qué impresora está conectado.',
  'error.print_job_not_found':
    'No hay ningún trabajo de impresión con el número {jobId}. Mire la lista con la orden jobs.',
  'error.print_job_not_waiting':
    'El trabajo {jobId} está en estado {state} y no se puede decidir sobre él. Si hace falta otro papel, reimprima el ticket.',
  'error.backup_not_found': 'No se encuentra la copia {path}. Compruebe la ruta.',
  'error.backup_damaged': 'La copia {path} no se puede usar: {detail}. Pruebe con otra copia.',
  'error.backup_not_a_till': 'La copia no contiene una caja de Mostrador. Elija otro fichero.',
  'error.backup_of_sample':
    'La copia es de la tienda de muestra y no puede ser una tienda de verdad. Elija otra copia.',
  'error.folder_not_sample':
    'En {path} hay una tienda de verdad y la muestra no se mezcla con ella. Cierre la muestra y elija otra carpeta.',
  'error.restore_folder_in_use': 'En {path} ya hay una caja y no se va a pisar. Restaure en una carpeta nueva.',
  'error.export_nothing': 'No hay registros en ese periodo. Elija otras fechas.',
  'error.file_exists': 'El fichero {path} ya existe y no se va a pisar. Elija otro nombre.',
  'error.file_unreadable': 'No se puede leer {path}. Compruebe que existe y que es un fichero.',
  'incident.tail_lost': 'El disco ha perdido ventas guardadas; se sigue en una instalación y una serie nuevas',
  'incident.chain_diverged':
    'Los datos no son los que esta caja escribió; se sigue en una instalación y una serie nuevas',
  'incident.high_water_missing': 'Falta la marca de lo vendido; se sigue en una instalación y una serie nuevas',
  'incident.older_installation':
    'Los datos son anteriores a los que había; se sigue en una instalación y una serie nuevas',
  'incident.restored_from_backup': 'Datos restaurados de una copia; se sigue en una instalación y una serie nuevas',
  'incident.clock_behind_chain': 'El reloj va por detrás del último registro',
  'incident.record_damaged': 'Un registro guardado no es el que se escribió',
  'error.till_not_ready': 'La caja aún no está lista para eso. Termine de prepararla o espere unos segundos y repita.',
  'error.sample_stays_sample':
    'Esta es la tienda de ejemplo y nunca será una tienda de verdad. Vuelva a su tienda desde los ajustes y prepárela allí.',
  'error.staff_none': 'Falta quien va a vender. Añada al menos una persona.',
  'error.identity_locked':
    'Ese dato ({field}) quedó fijo con el primer ticket y ya no se puede cambiar. Para otro, prepare una caja nueva en otra carpeta.',
  'error.limits_invalid': 'Esos límites no valen. Ponga importes mayores que cero y una sola línea por fecha.',
  'error.restore_open_ticket': 'Hay un ticket a medias. Cóbrelo o descártelo antes de recuperar una copia.',
  'error.verify_running': 'Ya se está comprobando. Espere a que termine.',
} as const;
