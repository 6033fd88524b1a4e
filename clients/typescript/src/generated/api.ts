// Written by scripts/generate-api.ts out of docs/openapi.json: change those.

import { type Http, pages, type RequestOptions, type VersionOptions, type WriteOptions } from '../http.ts';
import type * as types from './types.ts';

/** Every operation of the API, by group. */
export const api = (http: Http) => ({
  company: {
    /** The company that the token belongs to. Scope `companies:read`. */
    get: (options: RequestOptions = {}) => http.json<types.CompanyGetAnswer>('GET', `/v1/company`, { ...options }),
    /** Set the address that invoices of the API carry. Name and NIF never change: the tax agency knows the company by them. Scope `companies:write`. */
    update: (body: types.CompanyUpdateBody, options: RequestOptions = {}) =>
      http.json<types.CompanyUpdateAnswer>('PATCH', `/v1/company`, { body, ...options }),
  },
  tokens: {
    /** Tokens, without their secrets. Scope `tokens:write`. */
    list: (query: types.TokensListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.TokensListAnswer>('GET', `/v1/tokens`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.TokensListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.TokensListAnswer>('GET', `/v1/tokens`, { query: { ...query, cursor }, ...options }),
      ),
    /** A token for a person or a program, shown once. With scopes that you have yourself. `admin` may everything. A token with an end makes none that outlives it. Scope `tokens:write`. */
    create: (body: types.TokensCreateBody, options: RequestOptions = {}) =>
      http.json<types.TokensCreateAnswer>('POST', `/v1/tokens`, { body, ...options }),
    /** Replace a token by another one. Both work for `overlapSeconds` (a day unless said), then the old one ends by itself. Keys of idempotent requests and the rate limit are shared by both. A client never has more than two that work. Scope `tokens:write`. */
    rotate: (key: string, body: types.TokensRotateBody = {}, options: RequestOptions = {}) =>
      http.json<types.TokensRotateAnswer>('POST', `/v1/tokens/${encodeURIComponent(key)}/rotate`, { body, ...options }),
    /** End a token at once. One whose scopes you have yourself. Scope `tokens:write`. */
    revoke: (key: string, options: RequestOptions = {}) =>
      http.json<types.TokensRevokeAnswer>('DELETE', `/v1/tokens/${encodeURIComponent(key)}`, { ...options }),
  },
  shops: {
    /** Shops. Scope `tills:read`. */
    list: (query: types.ShopsListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.ShopsListAnswer>('GET', `/v1/shops`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.ShopsListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.ShopsListAnswer>('GET', `/v1/shops`, { query: { ...query, cursor }, ...options }),
      ),
    /** Open a shop. Scope `tills:write`. */
    create: (body: types.ShopsCreateBody, options: RequestOptions = {}) =>
      http.json<types.ShopsCreateAnswer>('POST', `/v1/shops`, { body, ...options }),
    /** Rename a shop. Scope `tills:write`. */
    update: (shop: string, body: types.ShopsUpdateBody, options: RequestOptions = {}) =>
      http.json<types.ShopsUpdateAnswer>('PATCH', `/v1/shops/${encodeURIComponent(shop)}`, { body, ...options }),
    /** The day of a shop: all its tills, central beside them. Scope `invoices:read`. */
    day: (shop: string, query: types.ShopsDayQuery, options: RequestOptions = {}) =>
      http.json<types.ShopsDayAnswer>('GET', `/v1/shops/${encodeURIComponent(shop)}/day`, { query, ...options }),
    /** The same for a printer of 48 columns. Scope `invoices:read`. */
    dayText: (shop: string, query: types.ShopsDayTextQuery, options: RequestOptions = {}) =>
      http.bytes('GET', `/v1/shops/${encodeURIComponent(shop)}/day.txt`, { query, ...options }),
  },
  tills: {
    /** Tills with their last contact. Scope `tills:read`. */
    list: (query: types.TillsListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.TillsListAnswer>('GET', `/v1/tills`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.TillsListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.TillsListAnswer>('GET', `/v1/tills`, { query: { ...query, cursor }, ...options }),
      ),
    /** A place for a till, not yet paired. Scope `tills:write`. */
    create: (body: types.TillsCreateBody, options: RequestOptions = {}) =>
      http.json<types.TillsCreateAnswer>('POST', `/v1/tills`, { body, ...options }),
    /** One till. Scope `tills:read`. */
    get: (till: string, options: RequestOptions = {}) =>
      http.json<types.TillsGetAnswer>('GET', `/v1/tills/${encodeURIComponent(till)}`, { ...options }),
    /** Rename a till. Scope `tills:write`. */
    update: (till: string, body: types.TillsUpdateBody, options: RequestOptions = {}) =>
      http.json<types.TillsUpdateAnswer>('PATCH', `/v1/tills/${encodeURIComponent(till)}`, { body, ...options }),
    /** Take nothing of a till any more. Scope `tills:write`. */
    revoke: (till: string, options: RequestOptions = {}) =>
      http.json<types.TillsRevokeAnswer>('POST', `/v1/tills/${encodeURIComponent(till)}/revoke`, { ...options }),
    /** Another machine in the place of a till. It needs another code: the series of the old one are never continued. Scope `tills:write`. */
    replace: (till: string, body: types.TillsReplaceBody, options: RequestOptions = {}) =>
      http.json<types.TillsReplaceAnswer>('POST', `/v1/tills/${encodeURIComponent(till)}/replace`, {
        body,
        ...options,
      }),
    /** A code that pairs a till, once, for 24 hours. Scope `tills:write`. */
    createPairingCode: (till: string, options: RequestOptions = {}) =>
      http.json<types.TillsCreatePairingCodeAnswer>('POST', `/v1/tills/${encodeURIComponent(till)}/pairing-codes`, {
        ...options,
      }),
    /** Whether central and a till hold the same documents, series by series. Scope `tills:read`. */
    agreement: (till: string, options: RequestOptions = {}) =>
      http.json<types.TillsAgreementAnswer>('GET', `/v1/tills/${encodeURIComponent(till)}/agreement`, { ...options }),
  },
  products: {
    /** Products with their prices. Scope `catalog:read`. */
    list: (query: types.ProductsListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.ProductsListAnswer>('GET', `/v1/products`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.ProductsListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.ProductsListAnswer>('GET', `/v1/products`, { query: { ...query, cursor }, ...options }),
      ),
    /** One product. Scope `catalog:read`. */
    get: (product: string, options: RequestOptions = {}) =>
      http.json<types.ProductsGetAnswer>('GET', `/v1/products/${encodeURIComponent(product)}`, { ...options }),
    /** Create or replace a product. The tills have it within seconds. Codes and references belong to one product each. Scope `catalog:write`. */
    put: (product: string, body: types.ProductsPutBody, options: VersionOptions = {}) =>
      http.json<types.ProductsPutAnswer>('PUT', `/v1/products/${encodeURIComponent(product)}`, { body, ...options }),
    /** Create or replace up to 500 products, all or none. Scope `catalog:write`. */
    putMany: (body: types.ProductsPutManyBody, options: RequestOptions = {}) =>
      http.json<types.ProductsPutManyAnswer>('POST', `/v1/products/bulk`, { body, ...options }),
    /** Every price that a product had, newest first. Scope `catalog:read`. */
    prices: (product: string, query: types.ProductsPricesQuery = {}, options: RequestOptions = {}) =>
      http.json<types.ProductsPricesAnswer>('GET', `/v1/products/${encodeURIComponent(product)}/prices`, {
        query,
        ...options,
      }),
    /** Every row of `prices`, page after page. */
    pricesAll: (product: string, query: Omit<types.ProductsPricesQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.ProductsPricesAnswer>('GET', `/v1/products/${encodeURIComponent(product)}/prices`, {
          query: { ...query, cursor },
          ...options,
        }),
      ),
  },
  prices: {
    /** The price of every product now, those that changed since first to last. Scope `catalog:read`. */
    list: (query: types.PricesListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.PricesListAnswer>('GET', `/v1/prices`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.PricesListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.PricesListAnswer>('GET', `/v1/prices`, { query: { ...query, cursor }, ...options }),
      ),
    /** Set prices of up to 500 products, all or none. Scope `catalog:write`. */
    set: (body: types.PricesSetBody, options: RequestOptions = {}) =>
      http.json<types.PricesSetAnswer>('POST', `/v1/prices`, { body, ...options }),
  },
  stock: {
    /** Stock levels by shop and product. Scope `stock:read`. */
    levels: (query: types.StockLevelsQuery = {}, options: RequestOptions = {}) =>
      http.json<types.StockLevelsAnswer>('GET', `/v1/stock`, { query, ...options }),
    /** Every row of `levels`, page after page. */
    levelsAll: (query: Omit<types.StockLevelsQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.StockLevelsAnswer>('GET', `/v1/stock`, { query: { ...query, cursor }, ...options }),
      ),
    /** What moved the stock. Scope `stock:read`. */
    movements: (query: types.StockMovementsQuery = {}, options: RequestOptions = {}) =>
      http.json<types.StockMovementsAnswer>('GET', `/v1/stock/movements`, { query, ...options }),
    /** Every row of `movements`, page after page. */
    movementsAll: (query: Omit<types.StockMovementsQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.StockMovementsAnswer>('GET', `/v1/stock/movements`, {
          query: { ...query, cursor },
          ...options,
        }),
      ),
    /** Move stock by hand: a delivery, a breakage, a count. Either `quantity` or `level`. The same `id` once more moves nothing. Scope `stock:write`. */
    move: (body: types.StockMoveBody, options: WriteOptions = {}) =>
      http.json<types.StockMoveAnswer>('POST', `/v1/stock/movements`, { body, isKeyed: true, ...options }),
  },
  taxes: {
    /** Tax rates in force on a day. Scope `catalog:read`. */
    list: (query: types.TaxesListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.TaxesListAnswer>('GET', `/v1/taxes`, { query, ...options }),
  },
  customers: {
    /** Customers. Scope `customers:read`. */
    list: (query: types.CustomersListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.CustomersListAnswer>('GET', `/v1/customers`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.CustomersListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.CustomersListAnswer>('GET', `/v1/customers`, { query: { ...query, cursor }, ...options }),
      ),
    /** One customer. Scope `customers:read`. */
    get: (customer: string, options: RequestOptions = {}) =>
      http.json<types.CustomersGetAnswer>('GET', `/v1/customers/${encodeURIComponent(customer)}`, { ...options }),
    /** Create or replace a customer. The edit of now: a till that was offline and edited before does not undo it. Scope `customers:write`. */
    put: (customer: string, body: types.CustomersPutBody, options: VersionOptions = {}) =>
      http.json<types.CustomersPutAnswer>('PUT', `/v1/customers/${encodeURIComponent(customer)}`, { body, ...options }),
    /** What a customer bought: purchase history. Scope `customers:read`. */
    invoices: (customer: string, query: types.CustomersInvoicesQuery = {}, options: RequestOptions = {}) =>
      http.json<types.CustomersInvoicesAnswer>('GET', `/v1/customers/${encodeURIComponent(customer)}/invoices`, {
        query,
        ...options,
      }),
    /** Every row of `invoices`, page after page. */
    invoicesAll: (
      customer: string,
      query: Omit<types.CustomersInvoicesQuery, 'cursor'> = {},
      options: RequestOptions = {},
    ) =>
      pages((cursor) =>
        http.json<types.CustomersInvoicesAnswer>('GET', `/v1/customers/${encodeURIComponent(customer)}/invoices`, {
          query: { ...query, cursor },
          ...options,
        }),
      ),
  },
  orders: {
    /** Tell of an order, or of a newer version of it. An order is known by `source`, `connectionId` and `externalId`. A newer `version` replaces what is there, and so does the same one with another content; an older one changes nothing. Always 201, with what is there afterwards. An order that cannot be invoiced as it is gets the status `parked` with its reasons, and is told as `order.parked`; others as `order.received`, and `order.shipped` the first time that they are. When an invoiced order becomes paid or shipped, what is due of its invoice is noted as paid. Scope `orders:write`. */
    save: (body: types.OrdersSaveBody, options: WriteOptions = {}) =>
      http.json<types.OrdersSaveAnswer>('POST', `/v1/orders`, { body, isKeyed: true, ...options }),
    /** Orders in the order of their last change, without their lines. Scope `orders:read`. */
    list: (query: types.OrdersListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.OrdersListAnswer>('GET', `/v1/orders`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.OrdersListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.OrdersListAnswer>('GET', `/v1/orders`, { query: { ...query, cursor }, ...options }),
      ),
    /** One order, whole. Scope `orders:read`. */
    get: (order: string, options: RequestOptions = {}) =>
      http.json<types.OrdersGetAnswer>('GET', `/v1/orders/${encodeURIComponent(order)}`, { ...options }),
    /** Invoice an order. Once: asked again, it answers the same invoice. Full if the buyer gave a valid tax number, else simplified. The total is what the buyer was charged; what is not paid is due. A parked order is refused with its reasons. Scope `invoices:write`. */
    invoice: (order: string, options: WriteOptions = {}) =>
      http.json<types.OrdersInvoiceAnswer>('POST', `/v1/orders/${encodeURIComponent(order)}/invoice`, {
        isKeyed: true,
        ...options,
      }),
  },
  invoices: {
    /** Issued invoices, of tills and of the API. Scope `invoices:read`. */
    list: (query: types.InvoicesListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.InvoicesListAnswer>('GET', `/v1/invoices`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.InvoicesListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.InvoicesListAnswer>('GET', `/v1/invoices`, { query: { ...query, cursor }, ...options }),
      ),
    /** Issue an invoice. Numbered in series of their own, with the fiscal record and its place in the chain, in one transaction; what is issued is never changed. Prices include tax; tax is computed once per rate. What `payments` do not cover is due. The company needs an address first (`PATCH /v1/company`). Scope `invoices:write`. */
    create: (body: types.InvoicesCreateBody, options: WriteOptions = {}) =>
      http.json<types.InvoicesCreateAnswer>('POST', `/v1/invoices`, { body, isKeyed: true, ...options }),
    /** One invoice, whole. Scope `invoices:read`. */
    get: (invoice: string, options: RequestOptions = {}) =>
      http.json<types.InvoicesGetAnswer>('GET', `/v1/invoices/${encodeURIComponent(invoice)}`, { ...options }),
    /** An invoice to print or send, with its QR. Scope `invoices:read`. */
    pdf: (invoice: string, options: RequestOptions = {}) =>
      http.bytes('GET', `/v1/invoices/${encodeURIComponent(invoice)}/pdf`, { ...options }),
    /** The original fiscal record, byte for byte. Scope `invoices:read`. */
    record: (invoice: string, query: types.InvoicesRecordQuery = {}, options: RequestOptions = {}) =>
      http.bytes('GET', `/v1/invoices/${encodeURIComponent(invoice)}/record`, { query, ...options }),
    /** What an invoice was paid with, at issue and since. Scope `invoices:read`. */
    payments: (invoice: string, options: RequestOptions = {}) =>
      http.json<types.InvoicesPaymentsAnswer>('GET', `/v1/invoices/${encodeURIComponent(invoice)}/payments`, {
        ...options,
      }),
    /** Note a payment of an invoice. At most what is due. When nothing is due any more, `invoice.paid` is told. The invoice stays as it is. Scope `invoices:write`. */
    pay: (invoice: string, body: types.InvoicesPayBody, options: WriteOptions = {}) =>
      http.json<types.InvoicesPayAnswer>('POST', `/v1/invoices/${encodeURIComponent(invoice)}/payments`, {
        body,
        isKeyed: true,
        ...options,
      }),
  },
  sales: {
    /** What was sold, line by line. Every issued document with its content, of tills and of the API: for whoever keeps books of goods. Scope `invoices:read`. */
    list: (query: types.SalesListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.SalesListAnswer>('GET', `/v1/sales`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.SalesListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.SalesListAnswer>('GET', `/v1/sales`, { query: { ...query, cursor }, ...options }),
      ),
    /** One sale. Scope `invoices:read`. */
    get: (sale: string, options: RequestOptions = {}) =>
      http.json<types.SalesGetAnswer>('GET', `/v1/sales/${encodeURIComponent(sale)}`, { ...options }),
  },
  cashSessions: {
    /** Cash sessions, those that changed last first. Scope `invoices:read`. */
    list: (query: types.CashSessionsListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.CashSessionsListAnswer>('GET', `/v1/cash-sessions`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.CashSessionsListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.CashSessionsListAnswer>('GET', `/v1/cash-sessions`, {
          query: { ...query, cursor },
          ...options,
        }),
      ),
    /** One cash session with its Z. Scope `invoices:read`. */
    get: (session: string, options: RequestOptions = {}) =>
      http.json<types.CashSessionsGetAnswer>('GET', `/v1/cash-sessions/${encodeURIComponent(session)}`, { ...options }),
  },
  events: {
    /** Follow what happens. Oldest first, without gaps. Keep the id of the last event that you have dealt with and ask for what is `after` it. An empty page means that nothing new has happened. 410 `event_unknown`: central was restored from a copy; begin again without `after`. Scope `events:read`. */
    list: (query: types.EventsListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.EventsListAnswer>('GET', `/v1/events`, { query, ...options }),
    /** One event. Scope `events:read`. */
    get: (event: string, options: RequestOptions = {}) =>
      http.json<types.EventsGetAnswer>('GET', `/v1/events/${encodeURIComponent(event)}`, { ...options }),
  },
  deliveries: {
    /** What was sent and what waits, newest first. Scope `webhooks:manage`. */
    list: (query: types.DeliveriesListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.DeliveriesListAnswer>('GET', `/v1/deliveries`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.DeliveriesListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.DeliveriesListAnswer>('GET', `/v1/deliveries`, { query: { ...query, cursor }, ...options }),
      ),
    /** One delivery with every attempt: request and answer. Scope `webhooks:manage`. */
    get: (delivery: string, options: RequestOptions = {}) =>
      http.json<types.DeliveriesGetAnswer>('GET', `/v1/deliveries/${encodeURIComponent(delivery)}`, { ...options }),
    /** Send a delivery again. A new attempt of the same delivery: the same webhook-id and bytes, another timestamp and signature. One that was tried as often as the schedule goes gets this attempt only. Scope `webhooks:manage`. */
    resend: (delivery: string, options: RequestOptions = {}) =>
      http.json<types.DeliveriesResendAnswer>('POST', `/v1/deliveries/${encodeURIComponent(delivery)}/resend`, {
        ...options,
      }),
  },
  webhooks: {
    /** Endpoints that are told what happens. Scope `webhooks:manage`. */
    list: (query: types.WebhooksListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.WebhooksListAnswer>('GET', `/v1/webhooks`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.WebhooksListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.WebhooksListAnswer>('GET', `/v1/webhooks`, { query: { ...query, cursor }, ...options }),
      ),
    /** Be told what happens. Deliveries are signed as Standard Webhooks 1.0.0 says, with the secret in the answer. HTTPS to a public address only, unless the operator of this server allows more. Events from now on; older ones are in `GET /v1/events`. Scope `webhooks:manage`. */
    create: (body: types.WebhooksCreateBody, options: WriteOptions = {}) =>
      http.json<types.WebhooksCreateAnswer>('POST', `/v1/webhooks`, { body, isKeyed: true, ...options }),
    /** One endpoint. Scope `webhooks:manage`. */
    get: (webhook: string, options: RequestOptions = {}) =>
      http.json<types.WebhooksGetAnswer>('GET', `/v1/webhooks/${encodeURIComponent(webhook)}`, { ...options }),
    /** Change an endpoint, pause it, or begin again. While it is not active nothing is queued for it; what waits goes out when it is active again. Scope `webhooks:manage`. */
    update: (webhook: string, body: types.WebhooksUpdateBody = {}, options: RequestOptions = {}) =>
      http.json<types.WebhooksUpdateAnswer>('PATCH', `/v1/webhooks/${encodeURIComponent(webhook)}`, {
        body,
        ...options,
      }),
    /** End an endpoint; its deliveries can still be read. Scope `webhooks:manage`. */
    delete: (webhook: string, options: RequestOptions = {}) =>
      http.json<types.WebhooksDeleteAnswer>('DELETE', `/v1/webhooks/${encodeURIComponent(webhook)}`, { ...options }),
    /** The secret that signs now. Scope `webhooks:manage`. */
    secret: (webhook: string, options: RequestOptions = {}) =>
      http.json<types.WebhooksSecretAnswer>('GET', `/v1/webhooks/${encodeURIComponent(webhook)}/secret`, {
        ...options,
      }),
    /** Another secret. For `overlapSeconds` (a day unless said) both sign: deliveries carry two signatures. Scope `webhooks:manage`. */
    rotateSecret: (webhook: string, body: types.WebhooksRotateSecretBody = {}, options: RequestOptions = {}) =>
      http.json<types.WebhooksRotateSecretAnswer>('POST', `/v1/webhooks/${encodeURIComponent(webhook)}/rotate-secret`, {
        body,
        ...options,
      }),
    /** Send again what failed since a moment. With `states` also what waits for its next attempt (`pending`: a receiver is back), or what was delivered (a receiver lost its data). Scope `webhooks:manage`. */
    resend: (webhook: string, body: types.WebhooksResendBody, options: RequestOptions = {}) =>
      http.json<types.WebhooksResendAnswer>('POST', `/v1/webhooks/${encodeURIComponent(webhook)}/resend`, {
        body,
        ...options,
      }),
    /** Send a sample of any type to one endpoint. Signed and retried like the real ones; in no feed, and told to no other endpoint. Scope `webhooks:manage`. */
    test: (webhook: string, body: types.WebhooksTestBody = {}, options: RequestOptions = {}) =>
      http.json<types.WebhooksTestAnswer>('POST', `/v1/webhooks/${encodeURIComponent(webhook)}/test`, {
        body,
        ...options,
      }),
  },
  test: {
    /** Make a sample event happen, in a test company. In the feed, and told to every endpoint that wants its type, like a real one. Scope `webhooks:manage`. */
    createEvent: (body: types.TestCreateEventBody, options: RequestOptions = {}) =>
      http.json<types.TestCreateEventAnswer>('POST', `/v1/test/events`, { body, ...options }),
  },
  audit: {
    /** What people, programs and tills did. Scope `audit:read`. */
    list: (query: types.AuditListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.AuditListAnswer>('GET', `/v1/audit`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.AuditListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.AuditListAnswer>('GET', `/v1/audit`, { query: { ...query, cursor }, ...options }),
      ),
  },
  incidents: {
    /** What a person has to look at. Scope `incidents:read`. */
    list: (query: types.IncidentsListQuery = {}, options: RequestOptions = {}) =>
      http.json<types.IncidentsListAnswer>('GET', `/v1/incidents`, { query, ...options }),
    /** Every row of `list`, page after page. */
    listAll: (query: Omit<types.IncidentsListQuery, 'cursor'> = {}, options: RequestOptions = {}) =>
      pages((cursor) =>
        http.json<types.IncidentsListAnswer>('GET', `/v1/incidents`, { query: { ...query, cursor }, ...options }),
      ),
    /** Leave an event out for good, with a note. Scope `incidents:write`. */
    dismiss: (incident: string, body: types.IncidentsDismissBody, options: RequestOptions = {}) =>
      http.json<types.IncidentsDismissAnswer>('POST', `/v1/incidents/${encodeURIComponent(incident)}/dismiss`, {
        body,
        ...options,
      }),
    /** Look again at an event that was not believed. Scope `incidents:write`. */
    review: (incident: string, options: RequestOptions = {}) =>
      http.json<types.IncidentsReviewAnswer>('POST', `/v1/incidents/${encodeURIComponent(incident)}/review`, {
        ...options,
      }),
  },
  installations: {
    /** Events of a till as they came, byte for byte. Scope `invoices:read`. */
    events: (installation: string, query: types.InstallationsEventsQuery = {}, options: RequestOptions = {}) =>
      http.bytes('GET', `/v1/installations/${encodeURIComponent(installation)}/events`, { query, ...options }),
  },
});
export type Api = ReturnType<typeof api>;
