/** Amounts, lines, discounts, payments, limits and numbering. */
export const saleTexts = {
  'error.amount_malformed':
    'El importe «{text}» no se entiende. Escríbalo con punto y como mucho dos decimales, por ejemplo 45.90.',
  'error.amount_too_large': 'El importe pasa del máximo del programa, {maxCents}. Compruebe el precio y la cantidad.',
  'error.quantity_malformed':
    'La cantidad «{text}» no se entiende. Escríbala con punto y como mucho tres decimales, por ejemplo 0.255.',
  'error.quantity_too_large': 'La cantidad pasa del máximo de una línea, {max}. Compruébela o use varias líneas.',
  'error.quantity_zero': 'La cantidad de «{description}» es cero. Escriba una cantidad o quite la línea.',
  'error.quantity_must_be_whole': '«{description}» se vende por unidades enteras. Escriba una cantidad sin decimales.',
  'error.negative_not_allowed':
    'No se admiten cantidades, precios ni descuentos negativos. Para quitar un artículo, borre su línea.',
  'error.description_missing': 'Falta la descripción de un artículo. Escriba qué se vende.',
  'error.ticket_empty': 'El ticket está vacío. Añada un artículo antes de seguir.',
  'error.discount_exceeds_line':
    'El descuento de {discountCents} es mayor que el importe de «{description}», {lineCents}. Ponga uno menor.',
  'error.discount_exceeds_ticket':
    'El descuento de {discountCents} es mayor que lo que queda por cobrar, {totalCents}. Ponga uno menor.',
  'error.too_many_lines': 'Un ticket admite {max} líneas. Cobre este ticket y siga en otro.',
  'error.line_already_added': 'Esa línea ya está en el ticket. No hace falta añadirla otra vez.',
  'error.line_not_found': 'Esa línea ya no está en el ticket. Mire el ticket y elija otra.',
  'error.tax_area_not_available':
    'Este programa aún no tiene los tipos de {area}. Ponga en los ajustes una tienda con IVA o espere a una versión que los traiga.',
  'error.tax_rate_not_in_force': 'No hay tipo de impuesto para el día {date}. Compruebe la fecha y la hora del equipo.',
  'error.tax_rate_unknown': 'El tipo {rate} no está en vigor el día {date}. Use uno en vigor, por ejemplo 21, 10 o 4.',
  'error.too_many_tax_groups': 'El ticket junta más de {max} tipos de impuesto distintos. Repártalo en dos tickets.',
  'error.payment_insufficient': 'Faltan {missingCents} para pagar {totalCents}. Añada otro pago.',
  'error.card_exceeds_due':
    'Con tarjeta o Bizum se cobran {tenderedCents} y solo se deben {dueCents}. Cobre el importe exacto: el cambio solo se da de efectivo.',
  'error.payment_not_needed': 'El pago de {paymentCents} sobra: el total ya está cubierto. Quite ese pago.',
  'error.payment_not_positive':
    'El importe de un pago tiene que ser mayor que cero. Escriba lo que entrega el cliente.',
  'error.tender_too_large':
    'El importe entregado pasa de {maxCents}. Compruebe que no se ha leído un código de barras en su lugar.',
  'error.too_many_payments': 'Un ticket admite {max} pagos. Quite alguno y junte los importes.',
  'error.payment_already_added': 'Ese pago ya está en el ticket. No hace falta añadirlo otra vez.',
  'error.payment_not_found': 'Ese pago ya no está en el ticket. Mire los pagos y elija otro.',
  'error.simplified_limit':
    'El ticket suma {totalCents} y una factura simplificada no puede pasar de {limitCents}. Pida los datos del cliente para una factura completa; no se ha cobrado nada.',
  'error.cash_limit':
    'La venta suma {totalCents}: desde {limitCents} la ley no admite efectivo, ni siquiera en parte. Cobre con tarjeta o Bizum.',
  'error.weight_needed': '«{description}» se vende al peso. Escriba el peso o póngalo en la balanza.',
  'error.department_unknown': 'Esa tecla de departamento ya no existe. Elija otra.',
  'error.nothing_to_put_back': 'No hay ninguna línea quitada que recuperar en este ticket.',
  'error.label_not_by_weight':
    'La etiqueta {code} trae un peso, pero «{description}» se vende por unidades. Corrija el artículo o la etiqueta de la balanza.',
  'error.label_without_price':
    'La etiqueta {code} trae solo el precio y «{description}» no tiene precio por kilo. Póngale precio o pese el artículo.',
  'sale.label_rounding': 'Ajuste al precio de la etiqueta',
  'default.department.general': 'Varios 21 %',
  'default.department.reduced': 'Varios 10 %',
  'default.department.super-reduced': 'Varios 4 %',
  'default.discount.offer': 'Oferta',
  'default.discount.expiry': 'Caduca pronto',
  'default.discount.damaged': 'Artículo dañado',
  'default.discount.regular': 'Cliente habitual',
  'default.discount.staff': 'Personal',
  'error.shop_code_invalid':
    'El código de tienda «{code}» no vale. Use de 1 a 4 letras mayúsculas sin acento o cifras, por ejemplo 01.',
  'error.till_code_invalid':
    'El código de caja «{code}» no vale. Use de 1 a 4 letras mayúsculas sin acento o cifras, por ejemplo T01.',
  'error.document_number_malformed':
    '«{number}» no es un número de ticket. Escríbalo como sale en el papel, por ejemplo 01T01S-26-000001.',
} as const;
