/** The pane that says how the till and everything around it is, and what to do. */
export const statusScreenTexts = {
  'status.title': 'Estado de la caja',
  'status.back': 'Volver',
  'status.unknown': 'La caja aún no ha dicho cómo está',
  'status.unknown-hint': 'Se enseña aquí en cuanto conteste. Lo guardado está a salvo.',
  'status.all-well': 'Todo lo que hace falta para cobrar funciona.',
  'status.look': 'Para mirar ahora',
  'status.go-to-data': 'Abrir Ajustes, Datos',
  'status.go-to-printers': 'Abrir Ajustes, Impresoras',
  'status.warning-other':
    'La caja avisa de algo que esta pantalla no conoce ({code}). Avise a quien instaló el programa.',
  'status.lost': 'Esta pantalla ha perdido la caja y la está buscando. Lo que escanee se apunta en cuanto vuelva.',
  'status.till-down': 'La caja se está reiniciando. Espere unos segundos: lo guardado está a salvo.',
  'status.till-failed': 'La caja no arranca. Cierre el programa y ábralo otra vez; si sigue, avise a quien lo instaló.',
  'status.devices-down': 'La parte que imprime se está reiniciando. Puede cobrar: los tickets salen cuando vuelva.',
  'status.devices-failed':
    'La parte que imprime no arranca. Puede cobrar sin papel; cierre el programa y ábralo otra vez cuando pueda.',
  'status.sync-down': 'La parte que envía datos se está reiniciando. Puede cobrar: nada se pierde.',
  'status.sync-failed':
    'La parte que envía datos no arranca. Puede cobrar: todo queda guardado. Cierre el programa y ábralo otra vez cuando pueda.',
  'status.printer': 'Impresora',
  'status.printer-none': 'No hay impresora puesta',
  'status.printer-none-hint': 'Puede cobrar sin papel. Para imprimir tickets, elija una impresora en Ajustes.',
  'status.printer-ready': '{printer} está lista.',
  'status.printer-printing': '{printer} está imprimiendo.',
  'status.printer-problem': '{printer} necesita que la mire',
  'status.printer-problem-hint': 'Compruebe el papel, la tapa y el cable.',
  'status.jobs': 'Papeles pendientes',
  'status.jobs-none': 'Ningún papel pendiente.',
  'status.job.receipt': 'Ticket',
  'status.job.receipt-number': 'Ticket {number}',
  'status.job.drawer': 'Apertura del cajón',
  'status.job.paper': 'Otro papel',
  'status.job-unknown': 'Puede haber salido: mire la impresora antes de repetirlo.',
  'status.job-where': '{printer}, {when}',
  'status.job-retry': 'Reintentar',
  'status.job-print': 'Imprimir',
  'status.job-discard': 'No imprimir',
  'status.job-came-out': 'Ha salido',
  'status.job-copy': 'No ha salido: otra copia',
  'status.job-forget': 'Quitar de la lista',
  'status.job-spoken': '{action}: {what}',
  'status.central': 'Central',
  'status.central-off': 'Sin conectar',
  'status.central-hint':
    'Esta caja trabaja sola y no le falta nada: cobra, imprime, guarda y busca tickets sin conexión. Solo no comparte artículos ni ventas con otras cajas.',
  'status.fiscal': 'Registros para Hacienda (AEAT)',
  'status.fiscal-many': '{count} registros sin enviar: sin conexión con la AEAT configurada.',
  'status.fiscal-one': '1 registro sin enviar: sin conexión con la AEAT configurada.',
  'status.fiscal-zero': 'Sin conexión con la AEAT configurada.',
  'status.fiscal-hint':
    'Cada venta deja su registro, encadenado y guardado en este equipo. No se envían por internet; en Ajustes, Datos, se pueden exportar. Puede seguir cobrando.',
  'status.test': 'Entorno de prueba: los tickets no tienen validez fiscal.',
  'warning.tail_lost':
    'El disco ha perdido ventas que esta caja había guardado. Haga una copia de seguridad y avise a quien instaló el programa.',
  'warning.chain_diverged':
    'Los datos no son los que esta caja escribió. Haga una copia de seguridad y avise a quien instaló el programa.',
  'warning.high_water_missing':
    'Falta la marca de lo último vendido: los datos pueden ser de una copia. Compruebe que son los de esta caja antes de vender.',
  'warning.older_installation':
    'Los datos son anteriores a los que había en esta caja. Compruebe que son los buenos antes de vender.',
} as const;
