/**
 * Lite prints every refused call with its parameters: names, phones, tickets. Here only faults are printed, without them.
 * Safe to swap the global function: calls run one at a time.
 */
export async function withoutPersonalData(call: () => Promise<Response>): Promise<Response> {
  const print = console.error;
  console.error = (...parts: unknown[]) => {
    const fault = parts.find((part): part is Error & { code?: unknown } => part instanceof Error);
    if (!fault) return print(...parts.filter((part) => typeof part === 'string'));
    // Without an SQLSTATE it is a call Lite itself turned away; PTxxx are our refusals, class 22 is bad input:
    // all of them the caller's business, and answered as such.
    if (typeof fault.code !== 'string' || /^(PT|22)/.test(fault.code)) return;
    print(`Lỗi cơ sở dữ liệu: ${fault.code}`);
  };
  try {
    return await call();
  } finally {
    console.error = print;
  }
}
