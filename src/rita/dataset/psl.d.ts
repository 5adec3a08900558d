/** The package's own types are not reachable through its exports. */
declare module "psl" {
  export function parse(name: string): { readonly tld: string | null } | { readonly error: object };
}
