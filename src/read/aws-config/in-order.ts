/** Requests that run at the same time: AWS publishes no quota, and its own solutions list 5 types at once. */
const width = 4;

/** Works on some at the same time, and gives what comes of them in their own order. */
export async function* inOrder<T, R>(all: readonly T[], work: (each: T) => Promise<R>): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  let next = 0;
  const start = (): void => {
    const result = work(all[next++] as T);
    result.catch(() => undefined);
    running.push(result);
  };
  while (running.length < width && next < all.length) start();
  for (let first = running.shift(); first !== undefined; first = running.shift()) {
    const result = await first;
    if (next < all.length) start();
    yield result;
  }
}
