/** The text of a body, and whether it goes on behind the limit. */
export interface BodyText {
  readonly text: string;
  readonly isCut: boolean;
}

/** Reads a body up to so many bytes and drops the rest; `onChunk` tells that it still comes. Rejects when the connection breaks. */
export async function bodyText(
  response: Response,
  limit: number,
  onChunk: () => void,
): Promise<BodyText> {
  if (response.body === null) return { text: "", isCut: false };
  const reader = response.body.getReader();
  const utf8 = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + utf8.decode(), isCut: false };
    onChunk();
    bytes += value.length;
    if (bytes > limit) {
      await reader.cancel();
      return { text, isCut: true };
    }
    text += utf8.decode(value, { stream: true });
  }
}
