/**
 * Sends standard input as one RAW document to the Windows queue named in MOSTRADOR_PRINT_QUEUE, through the spooler's
 * own functions: no driver touches the bytes, no native module is needed. Exits 1 when the spooler did not take all of it.
 */
export const WINSPOOL_SCRIPT = `
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
public static class RawQueue {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public class Doc { public string Name; public string Output; public string Type; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern bool OpenPrinter(string name, out IntPtr queue, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern int StartDocPrinter(IntPtr queue, int level, [In] Doc doc);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool StartPagePrinter(IntPtr queue);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool WritePrinter(IntPtr queue, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv")] public static extern bool EndPagePrinter(IntPtr queue);
  [DllImport("winspool.drv")] public static extern bool EndDocPrinter(IntPtr queue);
  [DllImport("winspool.drv")] public static extern bool AbortPrinter(IntPtr queue);
  [DllImport("winspool.drv")] public static extern bool ClosePrinter(IntPtr queue);
  public static bool Send(string name, byte[] bytes) {
    IntPtr queue;
    if (!OpenPrinter(name, out queue, IntPtr.Zero)) return false;
    try {
      var doc = new Doc { Name = "Mostrador", Output = null, Type = "RAW" };
      if (StartDocPrinter(queue, 1, doc) == 0) return false;
      int written;
      bool all = StartPagePrinter(queue) && WritePrinter(queue, bytes, bytes.Length, out written) && written == bytes.Length;
      if (!all) { AbortPrinter(queue); return false; }
      return EndPagePrinter(queue) && EndDocPrinter(queue);
    } finally { ClosePrinter(queue); }
  }
}
'@
$bytes = New-Object System.IO.MemoryStream
[Console]::OpenStandardInput().CopyTo($bytes)
if ([RawQueue]::Send($env:MOSTRADOR_PRINT_QUEUE, $bytes.ToArray())) { exit 0 } else { exit 1 }
`;
