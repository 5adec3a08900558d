/** An input that ends in an error after some of it could be read. */
export class BrokenInput extends Error {
  override name = "BrokenInput" as const;
}
