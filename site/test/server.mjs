/** A static server as plain as any host: files, types, no ranges, no compression. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serve a folder below a path, as GitHub serves the pages of a project, at a free port.
 * @returns {Promise<{address: string, close: () => void}>}
 */
export async function serve(folder, below = "/fpdata/") {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, normalize(path.slice(below.length - 1)), path.endsWith("/") ? "index.html" : "");
    const found = path.startsWith(below) && (await stat(file).catch(() => undefined));
    if (!found || !found.isFile()) {
      response.writeHead(404).end("Not found");
      return;
    }
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Length": found.size,
      "Cache-Control": "max-age=600",
    });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}${below}`;
  return { address, close: () => server.close() };
}
