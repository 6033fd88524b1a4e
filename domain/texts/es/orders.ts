/** Of orders of shops. */
export const ordersTexts = {
  'error.order_parked':
    'El pedido está aparcado y no se puede facturar: {reasons}. Corríjalo en la tienda y vuelva a enviarlo.',
  'error.order_shop_missing': 'La empresa no tiene exactamente una tienda: diga en shopId cuál vende este pedido.',
  'error.order_cancelled': 'El pedido está cancelado: no se factura.',
  'order.reason.no_lines': 'El pedido no tiene líneas.',
  'order.reason.totals_mismatch': 'Las líneas suman {linesCents} y el pedido {totalCents}. Falta o sobra alguna línea.',
  'order.reason.tax_mismatch':
    'El IVA que indica la tienda ({statedCents}) no es el que sale de las líneas ({computedCents}). Revise los tipos.',
  'order.reason.unknown_rate':
    'El tipo {rate} de «{text}» no es uno de los que se aplican aquí. Revise el impuesto en la tienda.',
  'order.reason.tax_missing': '«{text}» no dice a qué tipo de IVA va. Indíquelo, también si es el 0 %.',
  'order.reason.several_rates': '«{text}» lleva varios tipos de IVA a la vez. Sepárela en una línea por tipo.',
  'order.reason.recargo_unsupported': '«{text}» lleva recargo de equivalencia, que aún no se factura desde pedidos.',
  'order.reason.negative_line':
    'La línea negativa «{text}» no cabe en lo vendido a su mismo tipo de IVA. Descuéntela en las líneas.',
  'order.reason.foreign_currency': 'El pedido está en {currency} y solo se factura en euros.',
  'order.reason.bad_date': 'La fecha «{date}» no se entiende. Envíe día, hora y zona: 2026-11-23T10:00:00Z.',
  'order.reason.needs_tax_id':
    'El pedido es de {totalCents}: por encima de {limitCents} hace falta factura completa, con NIF del comprador.',
  'order.reason.recipient_incomplete':
    'El comprador dio su NIF, pero para la factura completa falta su nombre, dirección, código postal o población.',
  'order.reason.overpaid': 'Los pagos suman {paidCents}, más que el pedido ({totalCents}).',
  'order.reason.refund_unsupported':
    'El pedido ya trae devoluciones y aún no tiene factura: decida una persona qué se factura.',
  'order.reason.already_invoiced':
    'El pedido ha cambiado después de facturarse ({number}). La factura no se toca: hará falta una rectificativa.',
} as const;
