/**
 * The name of a file: what stands behind the last slash or backslash of its path.
 *
 * @example nameOf("logs\\2024-01-02\\conn.log"); // => "conn.log"
 */
export function nameOf(path: string): string {
  return path.slice(lastSlash(path) + 1);
}

/**
 * The path of the folder that a file is in; empty for a bare name.
 *
 * @example folderOf("logs/2024-01-02/conn.log"); // => "logs/2024-01-02"
 */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, lastSlash(path)));
}

function lastSlash(path: string): number {
  return Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
}
