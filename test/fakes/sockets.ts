import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export type TcpSocket = { local: string; localPort: number; remote: string; listening: boolean };

/** The TCP sockets a process has open, read from /proc (Linux). IPv4 as `127.0.0.1`, IPv6 in the kernel's hex. */
export function tcpSocketsOf(processId: number): TcpSocket[] {
  const inodes = new Set(
    readdirSync(`/proc/${processId}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${processId}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return []; // closed meanwhile
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${processId}/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => inodes.has(columns[9] ?? ''))
      .map((columns) => ({
        local: address(columns[1]),
        localPort: Number.parseInt(columns[1]?.split(':')[1] ?? '', 16),
        remote: address(columns[2]),
        listening: columns[3] === '0A',
      })),
  );
}

function address(hex = ''): string {
  const [host = ''] = hex.split(':');
  if (host.length !== 8) return host;
  return (host.match(/../g) ?? [])
    .reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
