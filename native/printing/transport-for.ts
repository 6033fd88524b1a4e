import { type PrinterAddress, parsePrinterUrl } from '../../domain/printing/printer-url.ts';
import type { Result } from '../../domain/result.ts';
import { ok } from '../../domain/result.ts';
import type { Timers } from './timers.ts';
import type { Transport } from './transport.ts';
import { deviceFileTransport } from './transports/device-file.ts';
import { serialTransport } from './transports/serial.ts';
import { spoolCommand, spoolTransport } from './transports/spool.ts';
import { tcpTransport } from './transports/tcp.ts';

/** The transport for a printer URL; refuses as parsePrinterUrl does. Opens nothing yet. */
export function transportForUrl(url: string, timers: Timers, platform: NodeJS.Platform): Result<Transport> {
  const address = parsePrinterUrl(url);
  return address.ok ? ok(transportForAddress(address.value, timers, platform)) : address;
}

function transportForAddress(address: PrinterAddress, timers: Timers, platform: NodeJS.Platform): Transport {
  switch (address.kind) {
    case 'tcp':
      return tcpTransport({ host: address.host, port: address.port });
    case 'virtual':
      return tcpTransport({ host: '127.0.0.1', port: address.port });
    case 'serial':
      return serialTransport(address);
    case 'file':
      return deviceFileTransport(address.path, timers);
    case 'spool':
      return spoolTransport(spoolCommand(address.name, platform));
  }
}
