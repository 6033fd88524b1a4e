// Written by scripts/generate-api.ts out of docs/openapi.json: change those.

export type CashSession = {
  readonly id: string;
  readonly tillId: string;
  readonly shopId: string;
  readonly state: 'open' | 'closed';
  /** Local time at the till; null when only its end came */
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly lastChangeOn: string;
};

export type Customer = {
  readonly id: string;
  readonly name: string;
  readonly taxId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly updatedAt: string;
};

export type Delivery = {
  readonly id: string;
  readonly webhookId: string;
  /** The header webhook-id of every attempt */
  readonly eventId: string;
  readonly type: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'discarded';
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  /** HTTP status of the last answer */
  readonly lastStatus: number | null;
  /** Why there was no answer */
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
};

export type Invoice = {
  readonly id: string;
  readonly number: string;
  /** F1 full, F2 simplified (TipoFactura of the tax agency) */
  readonly type: string;
  readonly state: 'issued' | 'annulled';
  readonly paymentState: 'paid' | 'partially_paid' | 'unpaid';
  /** Local time of the place, with its offset */
  readonly issuedAt: string;
  readonly issuedOn: string;
  readonly tillId: string;
  readonly shopId: string;
  readonly customerId: string | null;
  readonly recipientTaxId: string | null;
  readonly cashier: string;
  /** Amount with two decimals: "45.90" */
  readonly total: string;
  /** Amount with two decimals: "45.90" */
  readonly tax: string;
  /** What is still to be paid */
  readonly due: string;
  readonly currency: 'EUR';
  readonly annulledAt: string | null;
  readonly version: number;
  readonly updatedAt: string;
};

export type InvoiceLine = {
  readonly position: number;
  readonly productId: string | null;
  readonly code: string | null;
  readonly description: string;
  readonly format: string | null;
  readonly unit: 'unit' | 'kg';
  /** Pieces or kilograms, at most three decimals: "2", "0.255" */
  readonly quantity: string;
  /** Tax included */
  readonly unitPrice: string;
  /** Percent with two decimals: "21.00" */
  readonly taxRate: string;
  /** Amount with two decimals: "45.90" */
  readonly gross: string;
  /** Amount with two decimals: "45.90" */
  readonly discount: string;
  /** What is charged for the line, tax included */
  readonly total: string;
};

export type InvoiceTax = {
  /** Percent with two decimals: "21.00" */
  readonly rate: string;
  /** Amount with two decimals: "45.90" */
  readonly base: string;
  /** Amount with two decimals: "45.90" */
  readonly tax: string;
  /** Recargo de equivalencia */
  readonly surchargeRate: string | null;
  /** Amount with two decimals: "45.90" */
  readonly surcharge: string;
};

export type NewWebhook = {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Empty: every type */
  readonly eventTypes: readonly string[];
  /** Only of this shop, and what is of no shop */
  readonly shopId: string | null;
  readonly status: 'active' | 'paused' | 'disabled';
  /** gone: it answered 410; failing: nothing but failures for days */
  readonly disabledReason: string | null;
  readonly failingSince: string | null;
  /** It is overloaded or asked to be left alone; a change, a resend or a test ends it */
  readonly heldUntil: string | null;
  /** Until then two secrets sign */
  readonly previousSecretUntil: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** whsec_ and base64: of this endpoint alone */
  readonly secret: string;
};

export type Order = {
  readonly id: string;
  readonly source: string;
  readonly connectionId: string;
  readonly externalId: string;
  /** `version` of the newest that was posted */
  readonly externalVersion: string;
  /** For people; need not be unique */
  readonly displayNumber: string;
  readonly state: 'unpaid' | 'paid' | 'partially_paid' | 'shipped' | 'cancelled' | 'refunded' | 'partially_refunded';
  /** received: may be invoiced. parked: a person has to look, `reasons` says why. invoiced, cancelled */
  readonly status: 'received' | 'parked' | 'invoiced' | 'cancelled';
  readonly reasons: readonly {
    readonly code:
      | 'no_lines'
      | 'totals_mismatch'
      | 'tax_mismatch'
      | 'unknown_rate'
      | 'tax_missing'
      | 'several_rates'
      | 'recargo_unsupported'
      | 'negative_line'
      | 'foreign_currency'
      | 'bad_date'
      | 'needs_tax_id'
      | 'recipient_incomplete'
      | 'overpaid'
      | 'refund_unsupported'
      | 'already_invoiced';
    /** For people, in the language of the request */
    readonly detail: string;
  }[];
  readonly shopId: string;
  readonly invoiceId: string | null;
  /** Amount with two decimals: "45.90" */
  readonly total: string;
  readonly currency: string;
  /** Counts what happened to it here */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** As the shop calls it */
  readonly rawState: string | null;
  /** Whether the prices of the shop include tax */
  readonly taxIncluded: boolean;
  /** Instant with its zone. One that cannot be read parks the order (`bad_date`) */
  readonly placedAt: string;
  readonly lines: readonly {
    readonly kind: 'product' | 'shipping' | 'fee' | 'gift_wrap' | 'tip' | 'rounding';
    readonly sku: string | null;
    readonly ean: string | null;
    /** Ours: its stock moves when the order is invoiced */
    readonly productId: string | null;
    readonly text: string;
    /** Pieces or kilograms, at most three decimals, not negative */
    readonly quantity: string;
    /** Charged for the whole line: tax included, discounts taken off */
    readonly gross: string;
    /** The same without tax */
    readonly base: string | null;
    readonly taxes: readonly {
      /** Percent with two decimals: "21.00" */
      readonly rate: string;
      /** iva, re (recargo de equivalencia), other */
      readonly kind: 'iva' | 're' | 'other';
      /** Amount with two decimals, of either sign */
      readonly amount: string;
    }[];
  }[];
  readonly totals: {
    /** What the buyer is charged; the invoice comes to exactly this */
    readonly gross: string;
    /** Amount with two decimals, not negative */
    readonly tax: string;
    /** Tax of the whole order by rate. Without tax included it counts before that of the lines */
    readonly taxes: readonly {
      /** Percent with two decimals: "21.00" */
      readonly rate: string;
      /** iva, re (recargo de equivalencia), other */
      readonly kind: 'iva' | 're' | 'other';
      /** Amount with two decimals, of either sign */
      readonly amount: string;
    }[];
  };
  readonly payments: readonly {
    /** cash, card, bizum, transfer, online or other; any other word counts as other. Gift cards too are payments */
    readonly method: string;
    /** Amount with two decimals, not negative */
    readonly amount: string;
    readonly reference: string | null;
    readonly paidAt: string | null;
  }[];
  readonly customer: {
    readonly name: string | null;
    readonly company: string | null;
    /** As the buyer typed it */
    readonly taxId: string | null;
    /** Where the shop keeps it: the name of its field */
    readonly taxIdFoundIn: string | null;
    readonly country: string | null;
    readonly address: string | null;
    readonly postalCode: string | null;
    readonly city: string | null;
    readonly province: string | null;
    readonly email: string | null;
    readonly phone: string | null;
  } | null;
  readonly refunds: readonly {
    readonly externalId: string;
    /** Always positive */
    readonly amount: string;
    /** Part of it */
    readonly shipping: string | null;
    readonly reason: string | null;
    readonly createdAt: string | null;
    readonly lines: readonly {
      readonly sku: string | null;
      readonly text: string;
      /** Pieces or kilograms, at most three decimals, not negative */
      readonly quantity: string;
      /** Amount with two decimals, not negative */
      readonly amount: string;
    }[];
  }[];
  /** When it was first told to be shipped */
  readonly shippedAt: string | null;
  /** Of the customer, normalised; null when it is no valid one */
  readonly taxId: string | null;
  /** What the shop charged by rate, as far as the rates can be told */
  readonly taxes: readonly {
    /** Percent with two decimals: "21.00" */
    readonly rate: string;
    /** Amount with two decimals, of either sign */
    readonly base: string;
    /** Amount with two decimals, of either sign */
    readonly tax: string;
  }[];
};

export type OrderSummary = {
  readonly id: string;
  readonly source: string;
  readonly connectionId: string;
  readonly externalId: string;
  /** `version` of the newest that was posted */
  readonly externalVersion: string;
  readonly displayNumber: string;
  readonly state: 'unpaid' | 'paid' | 'partially_paid' | 'shipped' | 'cancelled' | 'refunded' | 'partially_refunded';
  /** received: may be invoiced. parked: a person has to look, `reasons` says why. invoiced, cancelled */
  readonly status: 'received' | 'parked' | 'invoiced' | 'cancelled';
  readonly reasons: readonly {
    readonly code:
      | 'no_lines'
      | 'totals_mismatch'
      | 'tax_mismatch'
      | 'unknown_rate'
      | 'tax_missing'
      | 'several_rates'
      | 'recargo_unsupported'
      | 'negative_line'
      | 'foreign_currency'
      | 'bad_date'
      | 'needs_tax_id'
      | 'recipient_incomplete'
      | 'overpaid'
      | 'refund_unsupported'
      | 'already_invoiced';
    /** For people, in the language of the request */
    readonly detail: string;
  }[];
  readonly shopId: string;
  readonly invoiceId: string | null;
  /** Amount with two decimals: "45.90" */
  readonly total: string;
  readonly currency: string;
  /** Counts what happened to it here */
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type Payment = {
  /** Of a payment noted here; null for one at a till */
  readonly id: string | null;
  readonly method: string;
  /** Amount with two decimals: "45.90" */
  readonly amount: string;
  readonly reference: string | null;
  readonly paidAt: string;
  /** Part of the invoice itself */
  readonly atIssue: boolean;
};

export type Product = {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly format: string | null;
  readonly unit: 'unit' | 'kg';
  readonly taxClass: 'general' | 'reduced' | 'superReduced' | 'zero';
  readonly category: readonly string[];
  readonly codes: readonly {
    readonly code: string;
    readonly kind: 'ean' | 'short' | 'other';
  }[];
  readonly isActive: boolean;
  /** Per piece or kilogram, tax included */
  readonly unitPrice: string;
  readonly version: number;
  readonly updatedAt: string;
};

export type Sale = {
  readonly id: string;
  readonly number: string;
  /** F1 full, F2 simplified (TipoFactura of the tax agency) */
  readonly type: string;
  readonly state: 'issued' | 'annulled';
  readonly paymentState: 'paid' | 'partially_paid' | 'unpaid';
  /** Local time of the place, with its offset */
  readonly issuedAt: string;
  readonly issuedOn: string;
  readonly tillId: string;
  readonly shopId: string;
  readonly customerId: string | null;
  readonly recipientTaxId: string | null;
  readonly cashier: string;
  /** Amount with two decimals: "45.90" */
  readonly total: string;
  /** Amount with two decimals: "45.90" */
  readonly tax: string;
  /** What is still to be paid */
  readonly due: string;
  readonly currency: 'EUR';
  readonly annulledAt: string | null;
  readonly version: number;
  readonly updatedAt: string;
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly InvoiceTax[];
  /** Amount with two decimals: "45.90" */
  readonly discount: string;
  /** At the moment of the sale; `pending` is what was left to be paid */
  readonly payments: readonly {
    readonly method: string;
    /** Amount with two decimals: "45.90" */
    readonly amount: string;
  }[];
};

export type StockLevel = {
  readonly shopId: string;
  readonly productId: string;
  /** Pieces or kilograms, at most three decimals: "2", "0.255" */
  readonly level: string;
};

export type Webhook = {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Empty: every type */
  readonly eventTypes: readonly string[];
  /** Only of this shop, and what is of no shop */
  readonly shopId: string | null;
  readonly status: 'active' | 'paused' | 'disabled';
  /** gone: it answered 410; failing: nothing but failures for days */
  readonly disabledReason: string | null;
  readonly failingSince: string | null;
  /** It is overloaded or asked to be left alone; a change, a resend or a test ends it */
  readonly heldUntil: string | null;
  /** Until then two secrets sign */
  readonly previousSecretUntil: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type WholeCashSession = {
  readonly id: string;
  readonly tillId: string;
  readonly shopId: string;
  readonly state: 'open' | 'closed';
  /** Local time at the till; null when only its end came */
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly lastChangeOn: string;
  readonly opening: Readonly<Record<string, unknown>> | null;
  /** Pay-ins, pay-outs and corrected payments, as they happened */
  readonly changes: readonly {
    readonly at: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
  /** The Z report; two only when a till was restored and closed the session again */
  readonly closings: readonly {
    readonly at: string;
    readonly report: Readonly<Record<string, unknown>>;
  }[];
};

export type WholeDelivery = {
  readonly id: string;
  readonly webhookId: string;
  /** The header webhook-id of every attempt */
  readonly eventId: string;
  readonly type: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'discarded';
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
  /** HTTP status of the last answer */
  readonly lastStatus: number | null;
  /** Why there was no answer */
  readonly lastError: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  /** The bytes that every attempt sends */
  readonly body: string;
  readonly log: readonly {
    readonly n: number;
    readonly startedAt: string;
    readonly durationMs: number;
    readonly status: number | null;
    readonly error: string | null;
    readonly requestHeaders: Readonly<Record<string, string>>;
    readonly responseHeaders: Readonly<Record<string, string>>;
    /** At most two kilobytes of the answer */
    readonly responseHead: string;
  }[];
};

export type WholeInvoice = {
  readonly id: string;
  readonly number: string;
  /** F1 full, F2 simplified (TipoFactura of the tax agency) */
  readonly type: string;
  readonly state: 'issued' | 'annulled';
  readonly paymentState: 'paid' | 'partially_paid' | 'unpaid';
  /** Local time of the place, with its offset */
  readonly issuedAt: string;
  readonly issuedOn: string;
  readonly tillId: string;
  readonly shopId: string;
  readonly customerId: string | null;
  readonly recipientTaxId: string | null;
  readonly cashier: string;
  /** Amount with two decimals: "45.90" */
  readonly total: string;
  /** Amount with two decimals: "45.90" */
  readonly tax: string;
  /** What is still to be paid */
  readonly due: string;
  readonly currency: 'EUR';
  readonly annulledAt: string | null;
  readonly version: number;
  readonly updatedAt: string;
  readonly environment: 'test' | 'production';
  readonly issuer: {
    readonly name: string;
    readonly taxId: string;
    readonly address: string;
    readonly postalCode: string;
    readonly city: string;
    readonly province: string;
    readonly country: string;
  };
  readonly recipient: {
    readonly name: string;
    readonly taxId: string;
    readonly address: string;
    readonly postalCode: string;
    readonly city: string;
    readonly province: string;
    readonly country: string;
  } | null;
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly InvoiceTax[];
  /** Amount with two decimals: "45.90" */
  readonly discount: string;
  readonly qrUrl: string;
  readonly huella: string;
  readonly records: readonly {
    readonly kind: 'alta' | 'anulacion';
    readonly installationId: string;
    readonly position: number;
    readonly generatedAt: string;
    readonly huella: string;
    /** At the tax agency */
    readonly state: string;
  }[];
};

export type CompanyGetAnswer = {
  readonly id: string;
  readonly name: string;
  readonly taxId: string;
  readonly environment: 'test' | 'production';
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly createdAt: string;
};

export type CompanyUpdateBody = {
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly province: string;
};

export type CompanyUpdateAnswer = {
  readonly id: string;
  readonly name: string;
  readonly taxId: string;
  readonly environment: 'test' | 'production';
  readonly address: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly createdAt: string;
};

export type TokensListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
};

export type TokensListAnswer = {
  readonly data: readonly {
    readonly keyId: string;
    readonly clientId: string;
    readonly name: string;
    readonly kind: 'till' | 'user';
    readonly last4: string;
    readonly scopes: readonly string[];
    readonly tillId: string | null;
    readonly createdAt: string;
    readonly expiresAt: string | null;
    readonly revokedAt: string | null;
    readonly lastUsedAt: string | null;
  }[];
  readonly nextCursor: string | null;
};

export type TokensCreateBody = {
  readonly name: string;
  readonly scopes: readonly (
    | 'admin'
    | 'companies:read'
    | 'companies:write'
    | 'tills:read'
    | 'tills:write'
    | 'invoices:read'
    | 'invoices:write'
    | 'orders:read'
    | 'orders:write'
    | 'catalog:read'
    | 'catalog:write'
    | 'customers:read'
    | 'customers:write'
    | 'stock:read'
    | 'stock:write'
    | 'incidents:read'
    | 'incidents:write'
    | 'audit:read'
    | 'events:read'
    | 'webhooks:manage'
    | 'tokens:write'
  )[];
  readonly expiresAt?: string | null;
};

export type TokensCreateAnswer = {
  readonly keyId: string;
  readonly token: string;
};

export type TokensRotateBody = {
  readonly overlapSeconds?: number;
};

export type TokensRotateAnswer = {
  readonly keyId: string;
  readonly token: string;
  readonly oldExpiresAt: string;
};

export type TokensRevokeAnswer = {
  readonly keyId: string;
  readonly revoked: true;
};

export type ShopsListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
};

export type ShopsListAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly createdAt: string;
  }[];
  readonly nextCursor: string | null;
};

export type ShopsCreateBody = {
  readonly code: string;
  readonly name: string;
};

export type ShopsCreateAnswer = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly createdAt: string;
};

export type ShopsUpdateBody = {
  readonly name: string;
};

export type ShopsUpdateAnswer = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly createdAt: string;
};

export type ShopsDayQuery = {
  readonly date: string;
};

export type ShopsDayAnswer = {
  readonly day: string;
  readonly shop: {
    readonly id: string;
    readonly code: string;
  };
  readonly madeAt: string;
  readonly documents: {
    readonly count: number;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
  };
  readonly annulled: {
    readonly count: number;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
  };
  readonly tills: readonly {
    readonly tillId: string;
    readonly code: string;
    readonly name: string;
    readonly documents: {
      readonly count: number;
      /** Amount with two decimals: "45.90" */
      readonly total: string;
    };
    readonly annulled: {
      readonly count: number;
      /** Amount with two decimals: "45.90" */
      readonly total: string;
    };
    readonly series: readonly {
      readonly count: number;
      /** Amount with two decimals: "45.90" */
      readonly total: string;
      readonly code: string;
      readonly first: string;
      readonly last: string;
      readonly missing: number;
    }[];
    readonly zs: readonly {
      readonly number: string;
      readonly closedAt: string;
      readonly documents: number;
      /** Amount with two decimals: "45.90" */
      readonly total: string;
    }[];
    readonly agreement: {
      readonly tillId: string;
      readonly state: 'equal' | 'pending' | 'parked' | 'quarantined' | 'different' | 'empty';
      readonly series: readonly {
        readonly code: string;
        readonly installationId: string;
        readonly central: {
          readonly count: number;
          /** Amount with two decimals: "45.90" */
          readonly total: string;
          readonly hash: string;
        };
        readonly till: {
          readonly count: number;
          /** Amount with two decimals: "45.90" */
          readonly total: string;
          readonly hash: string;
        };
        readonly accepted: {
          readonly count: number;
          /** Amount with two decimals: "45.90" */
          readonly total: string;
        };
        readonly isEqual: boolean;
      }[];
      readonly quarantined: number;
      readonly parked: number;
      readonly pending: number | null;
      readonly oldestPendingAt: string | null;
      readonly lastContactAt: string | null;
    };
    readonly agency: {
      readonly connection: 'none' | 'configured';
      readonly states: readonly {
        readonly state: string;
        readonly count: number;
      }[];
    };
    readonly tasks: readonly {
      readonly code: string;
      readonly text: string;
    }[];
  }[];
};

export type ShopsDayTextQuery = {
  readonly date: string;
};

export type TillsListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
};

export type TillsListAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly shopId: string;
    readonly shopCode: string;
    readonly code: string;
    readonly name: string;
    /** central: no machine, what the API issues for the shop */
    readonly kind: 'till' | 'central';
    readonly state: 'new' | 'paired' | 'revoked';
    readonly pairedAt: string | null;
    readonly programVersion: string | null;
    readonly lastContactAt: string | null;
    readonly pending: number | null;
    readonly oldestPendingAt: string | null;
    readonly clockDifferenceMs: number | null;
  }[];
  readonly nextCursor: string | null;
};

export type TillsCreateBody = {
  readonly shopId: string;
  readonly code: string;
  readonly name: string;
};

export type TillsCreateAnswer = {
  readonly id: string;
  readonly shopId: string;
  readonly shopCode: string;
  readonly code: string;
  readonly name: string;
  /** central: no machine, what the API issues for the shop */
  readonly kind: 'till' | 'central';
  readonly state: 'new' | 'paired' | 'revoked';
  readonly pairedAt: string | null;
  readonly programVersion: string | null;
  readonly lastContactAt: string | null;
  readonly pending: number | null;
  readonly oldestPendingAt: string | null;
  readonly clockDifferenceMs: number | null;
};

export type TillsGetAnswer = {
  readonly id: string;
  readonly shopId: string;
  readonly shopCode: string;
  readonly code: string;
  readonly name: string;
  /** central: no machine, what the API issues for the shop */
  readonly kind: 'till' | 'central';
  readonly state: 'new' | 'paired' | 'revoked';
  readonly pairedAt: string | null;
  readonly programVersion: string | null;
  readonly lastContactAt: string | null;
  readonly pending: number | null;
  readonly oldestPendingAt: string | null;
  readonly clockDifferenceMs: number | null;
};

export type TillsUpdateBody = {
  readonly name: string;
};

export type TillsUpdateAnswer = {
  readonly id: string;
  readonly shopId: string;
  readonly shopCode: string;
  readonly code: string;
  readonly name: string;
  /** central: no machine, what the API issues for the shop */
  readonly kind: 'till' | 'central';
  readonly state: 'new' | 'paired' | 'revoked';
  readonly pairedAt: string | null;
  readonly programVersion: string | null;
  readonly lastContactAt: string | null;
  readonly pending: number | null;
  readonly oldestPendingAt: string | null;
  readonly clockDifferenceMs: number | null;
};

export type TillsRevokeAnswer = {
  readonly id: string;
  readonly shopId: string;
  readonly shopCode: string;
  readonly code: string;
  readonly name: string;
  /** central: no machine, what the API issues for the shop */
  readonly kind: 'till' | 'central';
  readonly state: 'new' | 'paired' | 'revoked';
  readonly pairedAt: string | null;
  readonly programVersion: string | null;
  readonly lastContactAt: string | null;
  readonly pending: number | null;
  readonly oldestPendingAt: string | null;
  readonly clockDifferenceMs: number | null;
};

export type TillsReplaceBody = {
  readonly code: string;
  readonly name: string;
};

export type TillsReplaceAnswer = {
  readonly till: {
    readonly id: string;
    readonly shopId: string;
    readonly shopCode: string;
    readonly code: string;
    readonly name: string;
    /** central: no machine, what the API issues for the shop */
    readonly kind: 'till' | 'central';
    readonly state: 'new' | 'paired' | 'revoked';
    readonly pairedAt: string | null;
    readonly programVersion: string | null;
    readonly lastContactAt: string | null;
    readonly pending: number | null;
    readonly oldestPendingAt: string | null;
    readonly clockDifferenceMs: number | null;
  };
  readonly pairing: {
    readonly code: string;
    readonly expiresAt: string;
  };
};

export type TillsCreatePairingCodeAnswer = {
  readonly code: string;
  readonly expiresAt: string;
};

export type TillsAgreementAnswer = {
  readonly tillId: string;
  readonly state: 'equal' | 'pending' | 'parked' | 'quarantined' | 'different' | 'empty';
  readonly series: readonly {
    readonly code: string;
    readonly installationId: string;
    readonly central: {
      readonly count: number;
      /** Amount with two decimals: "45.90" */
      readonly total: string;
      readonly hash: string;
    };
    readonly till: {
      readonly count: number;
      /** Amount with two decimals: "45.90" */
      readonly total: string;
      readonly hash: string;
    };
    readonly accepted: {
      readonly count: number;
      /** Amount with two decimals: "45.90" */
      readonly total: string;
    };
    readonly isEqual: boolean;
  }[];
  readonly quarantined: number;
  readonly parked: number;
  readonly pending: number | null;
  readonly oldestPendingAt: string | null;
  readonly lastContactAt: string | null;
  readonly reasons: readonly {
    readonly code: string;
    readonly text: string;
  }[];
};

export type ProductsListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly code?: string;
  readonly reference?: string;
  readonly name?: string;
  /** New or changed since, in that order. Without any of the other filters. Ask from a minute before the last one that you have seen: what was being written at that moment may carry an earlier time. `GET /v1/events` misses nothing. */
  readonly updatedAfter?: string;
};

export type ProductsListAnswer = {
  readonly data: readonly Product[];
  readonly nextCursor: string | null;
};

export type ProductsGetAnswer = Product;

export type ProductsPutBody = {
  readonly id?: string;
  readonly reference: string;
  readonly name: string;
  readonly format?: string | null;
  readonly unit?: 'unit' | 'kg';
  readonly taxClass: 'general' | 'reduced' | 'superReduced' | 'zero';
  readonly category?: readonly string[];
  readonly codes?: readonly {
    readonly code: string;
    readonly kind: 'ean' | 'short' | 'other';
  }[];
  readonly isActive?: boolean;
  /** Per piece or kilogram, tax included */
  readonly unitPrice: string;
  /** Only if it is still this one; 0: only if it is new */
  readonly version?: number;
};

export type ProductsPutAnswer = Product;

export type ProductsPutManyBody = {
  readonly products: readonly {
    readonly id: string;
    readonly reference: string;
    readonly name: string;
    readonly format?: string | null;
    readonly unit?: 'unit' | 'kg';
    readonly taxClass: 'general' | 'reduced' | 'superReduced' | 'zero';
    readonly category?: readonly string[];
    readonly codes?: readonly {
      readonly code: string;
      readonly kind: 'ean' | 'short' | 'other';
    }[];
    readonly isActive?: boolean;
    /** Per piece or kilogram, tax included */
    readonly unitPrice: string;
    /** Only if it is still this one; 0: only if it is new */
    readonly version?: number;
  }[];
};

export type ProductsPutManyAnswer = {
  readonly changed: number;
};

export type ProductsPricesQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
};

export type ProductsPricesAnswer = {
  readonly data: readonly {
    /** Amount with two decimals: "45.90" */
    readonly unitPrice: string;
    readonly since: string;
    readonly version: number;
    readonly actor: string;
  }[];
  readonly nextCursor: string | null;
};

export type PricesListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly updatedAfter?: string;
};

export type PricesListAnswer = {
  readonly data: readonly {
    readonly productId: string;
    readonly reference: string;
    /** Amount with two decimals: "45.90" */
    readonly unitPrice: string;
    readonly version: number;
    readonly updatedAt: string;
  }[];
  readonly nextCursor: string | null;
};

export type PricesSetBody = {
  readonly prices: readonly {
    readonly productId: string;
    /** Amount with two decimals, not negative */
    readonly unitPrice: string;
  }[];
};

export type PricesSetAnswer = {
  readonly changed: number;
};

export type StockLevelsQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly shop?: string;
  readonly product?: string;
};

export type StockLevelsAnswer = {
  readonly data: readonly StockLevel[];
  readonly nextCursor: string | null;
};

export type StockMovementsQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly shop?: string;
  readonly product?: string;
};

export type StockMovementsAnswer = {
  readonly data: readonly {
    readonly id: number;
    readonly at: string;
    readonly shopId: string;
    readonly productId: string;
    /** Out of the shop is negative */
    readonly quantity: string;
    readonly reason: string;
    readonly documentId: string | null;
    readonly actor: string;
  }[];
  readonly nextCursor: string | null;
};

export type StockMoveBody = {
  readonly id: string;
  readonly shopId: string;
  readonly productId: string;
  /** A delivery, or negative a breakage */
  readonly quantity?: string;
  /** A count: what is there */
  readonly level?: string;
  readonly reason: string;
};

export type StockMoveAnswer = StockLevel;

export type TaxesListQuery = {
  /** Today, unless said. Rates of IVA are known from 2012-09-01 on */
  readonly date?: string;
};

export type TaxesListAnswer = {
  readonly date: string;
  readonly data: readonly {
    readonly area: 'IVA' | 'IGIC' | 'IPSI';
    readonly taxClass: 'general' | 'reduced' | 'superReduced' | 'zero';
    /** Percent with two decimals: "21.00" */
    readonly rate: string;
    /** Recargo de equivalencia */
    readonly surchargeRate: string;
  }[];
};

export type CustomersListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly name?: string;
  readonly taxId?: string;
  /** New or changed since, in that order. Without any of the other filters. Ask from a minute before the last one that you have seen: what was being written at that moment may carry an earlier time. `GET /v1/events` misses nothing. */
  readonly updatedAfter?: string;
};

export type CustomersListAnswer = {
  readonly data: readonly Customer[];
  readonly nextCursor: string | null;
};

export type CustomersGetAnswer = Customer;

export type CustomersPutBody = {
  readonly id?: string;
  readonly name: string;
  readonly taxId?: string | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly address?: string | null;
  readonly postalCode?: string | null;
  readonly city?: string | null;
  readonly note?: string | null;
};

export type CustomersPutAnswer = Customer;

export type CustomersInvoicesQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
};

export type CustomersInvoicesAnswer = {
  readonly data: readonly Invoice[];
  readonly nextCursor: string | null;
};

export type OrdersSaveBody = {
  /** `woocommerce`, `shopify`, `prestashop`, `api` or a word of yours */
  readonly source?: string;
  /** Which shop, of several of one source */
  readonly connectionId?: string;
  /** Of the shop: with source and connection it names the order */
  readonly externalId: string;
  /** Change marker of the shop: an instant (its last change), a counter, or text that sorts. An older one changes nothing */
  readonly version: string;
  /** Which shop sells; may be left out if the company has one */
  readonly shopId?: string;
  /** For people; need not be unique */
  readonly displayNumber: string;
  readonly state: 'unpaid' | 'paid' | 'partially_paid' | 'shipped' | 'cancelled' | 'refunded' | 'partially_refunded';
  /** As the shop calls it */
  readonly rawState?: string | null;
  readonly currency: string;
  /** Whether the prices of the shop include tax */
  readonly taxIncluded: boolean;
  /** Instant with its zone. One that cannot be read parks the order (`bad_date`) */
  readonly placedAt: string;
  readonly lines: readonly {
    readonly kind?: 'product' | 'shipping' | 'fee' | 'gift_wrap' | 'tip' | 'rounding';
    readonly sku?: string | null;
    readonly ean?: string | null;
    /** Ours: its stock moves when the order is invoiced */
    readonly productId?: string | null;
    readonly text: string;
    /** Pieces or kilograms, at most three decimals, not negative */
    readonly quantity?: string;
    /** Charged for the whole line: tax included, discounts taken off */
    readonly gross: string;
    /** The same without tax */
    readonly base?: string | null;
    readonly taxes?: readonly {
      /** Percent with two decimals: "21.00" */
      readonly rate: string;
      /** iva, re (recargo de equivalencia), other */
      readonly kind?: 'iva' | 're' | 'other';
      /** Amount with two decimals, of either sign */
      readonly amount: string;
    }[];
  }[];
  readonly totals: {
    /** What the buyer is charged; the invoice comes to exactly this */
    readonly gross: string;
    /** Amount with two decimals, not negative */
    readonly tax: string;
    /** Tax of the whole order by rate. Without tax included it counts before that of the lines */
    readonly taxes?: readonly {
      /** Percent with two decimals: "21.00" */
      readonly rate: string;
      /** iva, re (recargo de equivalencia), other */
      readonly kind?: 'iva' | 're' | 'other';
      /** Amount with two decimals, of either sign */
      readonly amount: string;
    }[];
  };
  readonly payments?: readonly {
    /** cash, card, bizum, transfer, online or other; any other word counts as other. Gift cards too are payments */
    readonly method: string;
    /** Amount with two decimals, not negative */
    readonly amount: string;
    readonly reference?: string | null;
    readonly paidAt?: string | null;
  }[];
  readonly customer?: {
    readonly name?: string | null;
    readonly company?: string | null;
    /** As the buyer typed it */
    readonly taxId?: string | null;
    /** Where the shop keeps it: the name of its field */
    readonly taxIdFoundIn?: string | null;
    readonly country?: string | null;
    readonly address?: string | null;
    readonly postalCode?: string | null;
    readonly city?: string | null;
    readonly province?: string | null;
    readonly email?: string | null;
    readonly phone?: string | null;
  } | null;
  readonly refunds?: readonly {
    readonly externalId: string;
    /** Always positive */
    readonly amount: string;
    /** Part of it */
    readonly shipping?: string | null;
    readonly reason?: string | null;
    readonly createdAt?: string | null;
    readonly lines?: readonly {
      readonly sku?: string | null;
      readonly text: string;
      /** Pieces or kilograms, at most three decimals, not negative */
      readonly quantity?: string;
      /** Amount with two decimals, not negative */
      readonly amount: string;
    }[];
  }[];
};

export type OrdersSaveAnswer = Order;

export type OrdersListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly status?: 'received' | 'parked' | 'invoiced' | 'cancelled';
  readonly state?: 'unpaid' | 'paid' | 'partially_paid' | 'shipped' | 'cancelled' | 'refunded' | 'partially_refunded';
  readonly source?: string;
  readonly connectionId?: string;
  readonly externalId?: string;
  /** This instant included */
  readonly updatedAfter?: string;
};

export type OrdersListAnswer = {
  readonly data: readonly OrderSummary[];
  readonly nextCursor: string | null;
};

export type OrdersGetAnswer = Order;

export type OrdersInvoiceAnswer = Invoice;

export type InvoicesListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly number?: string;
  readonly from?: string;
  readonly to?: string;
  readonly till?: string;
  readonly shop?: string;
  readonly customer?: string;
  readonly state?: 'issued' | 'annulled';
  readonly paid?: boolean;
  /** New or changed since, in that order. Without any of the other filters. Ask from a minute before the last one that you have seen: what was being written at that moment may carry an earlier time. `GET /v1/events` misses nothing. */
  readonly updatedAfter?: string;
};

export type InvoicesListAnswer = {
  readonly data: readonly Invoice[];
  readonly nextCursor: string | null;
};

export type InvoicesCreateBody = {
  readonly shopId: string;
  /** F1 full, F2 simplified; unless said, F1 with a recipient and F2 without */
  readonly type?: 'F1' | 'F2';
  /** Of a full invoice; unless said, the customer */
  readonly recipient?: {
    readonly name: string;
    /** NIF; of another country with `idType` */
    readonly taxId: string;
    /** Not a Spanish NIF: 02 NIF-IVA, 03 passport, 04 id of the country, 05 residence, 06 other */
    readonly idType?: '02' | '03' | '04' | '05' | '06' | null;
    readonly address: string;
    readonly postalCode: string;
    readonly city: string;
    readonly province: string;
    readonly country?: string;
  };
  readonly customerId?: string | null;
  readonly lines: readonly {
    readonly description: string;
    /** Moves its stock */
    readonly productId?: string | null;
    readonly code?: string | null;
    readonly unit?: 'unit' | 'kg';
    /** Pieces or kilograms, at most three decimals, not negative */
    readonly quantity: string;
    /** Tax included */
    readonly unitPrice: string;
    /** Off the line */
    readonly discount?: string;
    /** Percent with two decimals: "21.00" */
    readonly taxRate: string;
  }[];
  /** What is paid already; the rest is due */
  readonly payments?: readonly {
    readonly method: 'cash' | 'card' | 'bizum' | 'transfer' | 'online' | 'other';
    /** Amount with two decimals, more than 0.00 */
    readonly amount: string;
    readonly reference?: string | null;
  }[];
};

export type InvoicesCreateAnswer = WholeInvoice;

export type InvoicesGetAnswer = WholeInvoice;

export type InvoicesRecordQuery = {
  readonly kind?: 'alta' | 'anulacion';
};

export type InvoicesPaymentsAnswer = {
  readonly data: readonly Payment[];
};

export type InvoicesPayBody = {
  readonly method: 'cash' | 'card' | 'bizum' | 'transfer' | 'online' | 'other';
  /** Amount with two decimals, more than 0.00 */
  readonly amount: string;
  readonly reference?: string | null;
  /** Now, unless said */
  readonly paidAt?: string;
};

export type InvoicesPayAnswer = {
  readonly paymentId: string;
  readonly invoiceId: string;
  /** Amount with two decimals: "45.90" */
  readonly due: string;
};

export type SalesListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly from?: string;
  readonly to?: string;
  readonly shop?: string;
  readonly till?: string;
  readonly customer?: string;
  /** New or changed since, in that order. Without any of the other filters. Ask from a minute before the last one that you have seen: what was being written at that moment may carry an earlier time. `GET /v1/events` misses nothing. */
  readonly updatedAfter?: string;
};

export type SalesListAnswer = {
  readonly data: readonly Sale[];
  readonly nextCursor: string | null;
};

export type SalesGetAnswer = Sale;

export type CashSessionsListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly shop?: string;
  readonly till?: string;
  readonly from?: string;
  readonly to?: string;
};

export type CashSessionsListAnswer = {
  readonly data: readonly CashSession[];
  readonly nextCursor: string | null;
};

export type CashSessionsGetAnswer = WholeCashSession;

export type EventsListQuery = {
  readonly after?: string;
  /** Comma separated: invoice.issued,invoice.paid */
  readonly types?: string;
  readonly limit?: number;
};

export type EventsListAnswer = {
  readonly data: readonly {
    readonly id: string;
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
  readonly hasMore: boolean;
};

export type EventsGetAnswer = {
  readonly id: string;
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export type DeliveriesListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly webhook?: string;
  readonly state?: 'pending' | 'delivered' | 'failed' | 'discarded';
  readonly type?:
    | 'invoice.issued'
    | 'invoice.paid'
    | 'invoice.annulled'
    | 'invoice.rectified'
    | 'invoice.registered'
    | 'invoice.rejected'
    | 'sale.completed'
    | 'sale.returned'
    | 'cash_session.closed'
    | 'customer.created'
    | 'customer.updated'
    | 'product.updated'
    | 'stock.changed'
    | 'order.received'
    | 'order.parked'
    | 'order.shipped'
    | 'export.ready'
    | 'webhook.ping'
    | 'webhook.endpoint_disabled';
};

export type DeliveriesListAnswer = {
  readonly data: readonly Delivery[];
  readonly nextCursor: string | null;
};

export type DeliveriesGetAnswer = WholeDelivery;

export type DeliveriesResendAnswer = WholeDelivery;

export type WebhooksListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
};

export type WebhooksListAnswer = {
  readonly data: readonly Webhook[];
  readonly nextCursor: string | null;
};

export type WebhooksCreateBody = {
  readonly url: string;
  readonly description?: string;
  /** Empty: every type */
  readonly eventTypes?: readonly (
    | 'invoice.issued'
    | 'invoice.paid'
    | 'invoice.annulled'
    | 'invoice.rectified'
    | 'invoice.registered'
    | 'invoice.rejected'
    | 'sale.completed'
    | 'sale.returned'
    | 'cash_session.closed'
    | 'customer.created'
    | 'customer.updated'
    | 'product.updated'
    | 'stock.changed'
    | 'order.received'
    | 'order.parked'
    | 'order.shipped'
    | 'export.ready'
    | 'webhook.ping'
    | 'webhook.endpoint_disabled'
  )[];
  readonly shopId?: string | null;
  readonly status?: 'active' | 'paused';
};

export type WebhooksCreateAnswer = NewWebhook;

export type WebhooksGetAnswer = Webhook;

export type WebhooksUpdateBody = {
  readonly url?: string;
  readonly description?: string;
  readonly eventTypes?: readonly (
    | 'invoice.issued'
    | 'invoice.paid'
    | 'invoice.annulled'
    | 'invoice.rectified'
    | 'invoice.registered'
    | 'invoice.rejected'
    | 'sale.completed'
    | 'sale.returned'
    | 'cash_session.closed'
    | 'customer.created'
    | 'customer.updated'
    | 'product.updated'
    | 'stock.changed'
    | 'order.received'
    | 'order.parked'
    | 'order.shipped'
    | 'export.ready'
    | 'webhook.ping'
    | 'webhook.endpoint_disabled'
  )[];
  readonly shopId?: string | null;
  readonly status?: 'active' | 'paused';
  /** Only if it is still this one */
  readonly version?: number;
};

export type WebhooksUpdateAnswer = Webhook;

export type WebhooksDeleteAnswer = {
  readonly id: string;
  readonly deleted: true;
};

export type WebhooksSecretAnswer = {
  /** whsec_ and base64: of this endpoint alone */
  readonly secret: string;
};

export type WebhooksRotateSecretBody = {
  readonly overlapSeconds?: number;
};

export type WebhooksRotateSecretAnswer = {
  /** whsec_ and base64: of this endpoint alone */
  readonly secret: string;
  readonly previousSecretUntil: string;
};

export type WebhooksResendBody = {
  readonly since: string;
  readonly states?: readonly ('failed' | 'pending' | 'delivered')[];
};

export type WebhooksResendAnswer = {
  readonly resent: number;
};

export type WebhooksTestBody = {
  readonly type?:
    | 'invoice.issued'
    | 'invoice.paid'
    | 'invoice.annulled'
    | 'invoice.rectified'
    | 'invoice.registered'
    | 'invoice.rejected'
    | 'sale.completed'
    | 'sale.returned'
    | 'cash_session.closed'
    | 'customer.created'
    | 'customer.updated'
    | 'product.updated'
    | 'stock.changed'
    | 'order.received'
    | 'order.parked'
    | 'order.shipped'
    | 'export.ready'
    | 'webhook.ping'
    | 'webhook.endpoint_disabled';
};

export type WebhooksTestAnswer = {
  readonly eventId: string;
  readonly deliveryId: string;
};

export type TestCreateEventBody = {
  readonly type:
    | 'invoice.issued'
    | 'invoice.paid'
    | 'invoice.annulled'
    | 'invoice.rectified'
    | 'invoice.registered'
    | 'invoice.rejected'
    | 'sale.completed'
    | 'sale.returned'
    | 'cash_session.closed'
    | 'customer.created'
    | 'customer.updated'
    | 'product.updated'
    | 'stock.changed'
    | 'order.received'
    | 'order.parked'
    | 'order.shipped'
    | 'export.ready'
    | 'webhook.ping'
    | 'webhook.endpoint_disabled';
};

export type TestCreateEventAnswer = {
  readonly eventId: string;
};

export type AuditListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly kind?: string;
  readonly actor?: string;
};

export type AuditListAnswer = {
  readonly data: readonly {
    readonly id: number;
    readonly at: string;
    readonly actor: string;
    readonly kind: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
  readonly nextCursor: string | null;
};

export type IncidentsListQuery = {
  readonly limit?: number;
  /** `nextCursor` of the page before */
  readonly cursor?: string;
  readonly open?: boolean;
  readonly kind?: 'quarantined' | 'till' | 'central';
  readonly till?: string;
};

export type IncidentsListAnswer = {
  readonly data: readonly {
    readonly id: number;
    readonly at: string;
    readonly kind: 'quarantined' | 'till' | 'central';
    readonly code: string;
    readonly tillId: string | null;
    readonly installationId: string | null;
    readonly seq: number | null;
    readonly number: string | null;
    readonly detail: Readonly<Record<string, unknown>>;
    readonly settledAt: string | null;
    readonly settledBy: string | null;
    readonly settledAs: 'accepted' | 'dismissed' | null;
    readonly note: string | null;
  }[];
  readonly nextCursor: string | null;
};

export type IncidentsDismissBody = {
  readonly note: string;
};

export type IncidentsDismissAnswer = {
  readonly id: number;
  readonly at: string;
  readonly kind: 'quarantined' | 'till' | 'central';
  readonly code: string;
  readonly tillId: string | null;
  readonly installationId: string | null;
  readonly seq: number | null;
  readonly number: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly settledAs: 'accepted' | 'dismissed' | null;
  readonly note: string | null;
};

export type IncidentsReviewAnswer = {
  readonly id: number;
  readonly at: string;
  readonly kind: 'quarantined' | 'till' | 'central';
  readonly code: string;
  readonly tillId: string | null;
  readonly installationId: string | null;
  readonly seq: number | null;
  readonly number: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly settledAs: 'accepted' | 'dismissed' | null;
  readonly note: string | null;
};

export type InstallationsEventsQuery = {
  readonly after?: number;
  readonly limit?: number;
};

/** An invoice was issued, at a till or by the API. */
export type InvoiceIssuedEvent = {
  readonly type: 'invoice.issued';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly customerId: string | null;
    readonly shopId: string;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
    readonly currency: 'EUR';
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
  };
};

/** What was due of an invoice has been paid. */
export type InvoicePaidEvent = {
  readonly type: 'invoice.paid';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly customerId: string | null;
    readonly shopId: string;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
    readonly currency: 'EUR';
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
  };
};

/** An invoice that should never have been was annulled. */
export type InvoiceAnnulledEvent = {
  readonly type: 'invoice.annulled';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly customerId: string | null;
    readonly shopId: string;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
    readonly currency: 'EUR';
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
  };
};

/** An invoice was rectified by another one. */
export type InvoiceRectifiedEvent = {
  readonly type: 'invoice.rectified';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly customerId: string | null;
    readonly shopId: string;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
    readonly currency: 'EUR';
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
    readonly rectifies: string;
  };
};

/** The tax agency accepted the record of an invoice. */
export type InvoiceRegisteredEvent = {
  readonly type: 'invoice.registered';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly csv: string | null;
  };
};

/** The tax agency rejected the record of an invoice. */
export type InvoiceRejectedEvent = {
  readonly type: 'invoice.rejected';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly code: string;
    readonly reason: string;
  };
};

/** The document of a sale was issued, at a till or by the API; one of the API may still be due. */
export type SaleCompletedEvent = {
  readonly type: 'sale.completed';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly customerId: string | null;
    readonly shopId: string;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
    readonly currency: 'EUR';
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
  };
};

/** Goods of a sale came back. */
export type SaleReturnedEvent = {
  readonly type: 'sale.returned';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly number: string;
    readonly customerId: string | null;
    readonly shopId: string;
    /** Amount with two decimals: "45.90" */
    readonly total: string;
    readonly currency: 'EUR';
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
    readonly rectifies: string;
  };
};

/** A till closed its cash session with a Z. */
export type CashSessionClosedEvent = {
  readonly type: 'cash_session.closed';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly tillId: string;
    readonly shopId: string;
  };
};

/** A customer is new. */
export type CustomerCreatedEvent = {
  readonly type: 'customer.created';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
  };
};

/** A customer was changed. */
export type CustomerUpdatedEvent = {
  readonly type: 'customer.updated';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
  };
};

/** A product or its price was changed. */
export type ProductUpdatedEvent = {
  readonly type: 'product.updated';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
  };
};

/** The stock level of a product in a shop is another one. */
export type StockChangedEvent = {
  readonly type: 'stock.changed';
  readonly timestamp: string;
  readonly data: {
    readonly productId: string;
    readonly shopId: string;
    /** Pieces or kilograms, at most three decimals: "2", "0.255" */
    readonly level: string;
  };
};

/** An order came in, or a newer version of it. */
export type OrderReceivedEvent = {
  readonly type: 'order.received';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly source: string;
    readonly externalId: string;
    readonly displayNumber: string;
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
  };
};

/** An order waits for a person, who is told why. */
export type OrderParkedEvent = {
  readonly type: 'order.parked';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly source: string;
    readonly externalId: string;
    readonly displayNumber: string;
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
    readonly reasons: readonly string[];
  };
};

/** An order was sent to its buyer. */
export type OrderShippedEvent = {
  readonly type: 'order.shipped';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly source: string;
    readonly externalId: string;
    readonly displayNumber: string;
    /** Of the object: an older one never overwrites a newer one */
    readonly version: number;
  };
};

/** An export can be downloaded. */
export type ExportReadyEvent = {
  readonly type: 'export.ready';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly kind: string;
  };
};

/** A test of an endpoint. */
export type WebhookPingEvent = {
  readonly type: 'webhook.ping';
  readonly timestamp: string;
  readonly data: {
    readonly endpointId: string;
  };
};

/** Central stopped sending to an endpoint. */
export type WebhookEndpointDisabledEvent = {
  readonly type: 'webhook.endpoint_disabled';
  readonly timestamp: string;
  readonly data: {
    readonly endpointId: string;
    readonly url: string;
    readonly reason: 'gone' | 'failing';
  };
};

/** What a webhook carries: `type` says which. */
export type WebhookEvent =
  | InvoiceIssuedEvent
  | InvoicePaidEvent
  | InvoiceAnnulledEvent
  | InvoiceRectifiedEvent
  | InvoiceRegisteredEvent
  | InvoiceRejectedEvent
  | SaleCompletedEvent
  | SaleReturnedEvent
  | CashSessionClosedEvent
  | CustomerCreatedEvent
  | CustomerUpdatedEvent
  | ProductUpdatedEvent
  | StockChangedEvent
  | OrderReceivedEvent
  | OrderParkedEvent
  | OrderShippedEvent
  | ExportReadyEvent
  | WebhookPingEvent
  | WebhookEndpointDisabledEvent;

/** The same in the feed, with its id. */
export type FeedEvent = EventsListAnswer['data'][number];
