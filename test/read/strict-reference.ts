/**
 * Whether `text` is JSON without duplicate keys, with numbers in the range of a double: a plain reading of RFC 8259,
 * slow and independent of the scanner.
 */
export function strictReference(text: string): boolean {
  try {
    JSON.parse(text);
  } catch {
    return false;
  }
  // the grammar is good: what is left is to walk over tokens
  const open: (Set<string> | undefined)[] = [];
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]|[-+.\w]+/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (string !== undefined && colon !== undefined) {
      const keys = open.at(-1)!;
      const key = (JSON.parse(string) as string).replace(/\p{Surrogate}/gu, '\ufffd');
      if (keys.has(key)) return false;
      keys.add(key);
    } else if (string === undefined && /^-?\d/.test(token)) {
      const value = Number(token);
      if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(token.replace(/e.*/i, '')))) return false;
    }
  }
  return true;
}
