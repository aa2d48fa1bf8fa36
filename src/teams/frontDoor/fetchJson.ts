const timeoutMilliseconds = 5_000;
const maxBytes = 1024 * 1024;

/**
 * GETs a JSON document of a key service: 5 seconds, 1 MiB, no redirects. Node's own fetch, because that one honours
 * `NODE_USE_ENV_PROXY` and `NODE_EXTRA_CA_CERTS` where admins set them. Throws on anything but a JSON 200.
 */
export async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMilliseconds) });
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`);
  const text = await response.text();
  if (text.length > maxBytes) throw new Error(`${url} answered more than 1 MiB.`);
  return JSON.parse(text);
}
