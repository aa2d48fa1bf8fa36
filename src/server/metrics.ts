import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export type Metrics = {
  /** An activity the front door turned away. */
  refused(why: string): void;
  /** Something unexpected was thrown. */
  fault(): void;
  /** What `GET /metrics` answers. */
  read(): Promise<{ contentType: string; text: string }>;
};

/**
 * The numbers an admin watches, in Prometheus' form: requests by state, activities refused at the front door, faults, and the process
 * itself. Labels hold states and reasons only, never people.
 * @param requestsByState read when the metrics are asked for
 */
export function createMetrics(requestsByState: () => Promise<Readonly<Record<string, number>>>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const refused = new Counter({
    name: 'restore_bot_activities_refused_total',
    help: 'Activities the front door refused, by reason.',
    labelNames: ['why'],
    registers: [registry],
  });
  const faults = new Counter({
    name: 'restore_bot_faults_total',
    help: 'Unexpected faults; each is in the log.',
    registers: [registry],
  });
  new Gauge({
    name: 'restore_bot_requests',
    help: 'Requests by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [state, count] of Object.entries(await requestsByState())) this.set({ state }, count);
    },
  });
  return {
    refused: (why) => refused.inc({ why }),
    fault: () => faults.inc(),
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
