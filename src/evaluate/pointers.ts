const segments = new Map<string, readonly string[]>();

/** Segments of a JSON pointer or pattern; the same few thousand come again for every resource. */
function split(pointer: string): readonly string[] {
  let parts = segments.get(pointer);
  if (parts === undefined) {
    if (segments.size > 50_000) segments.clear();
    parts = pointer === '' ? [] : pointer.slice(1).split('/');
    segments.set(pointer, parts);
  }
  return parts;
}

/** Whether `pointer` is the place that `pattern` (`*` is any one segment) names, or one that holds it. */
function covers(pointer: string, pattern: string): boolean {
  const place = split(pointer);
  const wanted = split(pattern);
  return (
    place.length <= wanted.length &&
    place.every((part, index) => wanted[index] === '*' || wanted[index] === part)
  );
}

/** Of some pointers, the first that covers the pattern. */
export const covering = (pointers: Iterable<string>, pattern: string): string | undefined => {
  for (const pointer of pointers) if (covers(pointer, pattern)) return pointer;
  return undefined;
};
