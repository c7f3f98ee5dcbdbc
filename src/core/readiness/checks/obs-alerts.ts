// The check obs-alerts: alarms as far as files hold them; otherwise a person has to say.

import { weights, type Check } from '../check.ts';
import { filesSeen, linesSeen, passWith } from '../look.ts';
import { expression } from '../../text/expression.ts';

const alertResources = expression('gm')`
  ^\s*resource\s+"(?:
    aws_cloudwatch_metric_alarm|google_monitoring_alert_policy|azurerm_monitor_metric_alert|datadog_monitor|
    grafana_rule_group|pagerduty_service|opsgenie_\w+|betteruptime_\w+|uptimerobot_\w+|pingdom_\w+|checkly_check
  )"
`;

/** Someone is woken when it is down. */
export const obsAlerts: Check = {
  id: 'obs-alerts',
  category: 'Observability',
  title: 'Someone is woken when it is down',
  plain: 'Charts don’t help if nobody looks. An alarm must reach a person.',
  why: 'An outage that nobody is told of lasts until a customer calls.',
  fix: 'Set up an uptime check on the health address that sends a message to a person, then confirm it here.',
  source: 'https://sre.google/sre-book/practical-alerting/',
  requiredFrom: 'production',
  weight: weights.high,
  effort: 2,
  confidence: 'medium',
  applies: [],
  attest: 'Where the alarm goes and who gets it.',
  evaluate(facts) {
    const evidence = [
      ...linesSeen(facts, /\.ya?ml$/, /^kind:\s*(?:PrometheusRule|AlertmanagerConfig)\b/gm, 'an alarm is set up'),
      ...linesSeen(facts, /\.tf$/, alertResources, 'an alarm is set up'),
      ...filesSeen(
        facts,
        /(?:^|\/)(?:checkly\.config\.\w+|[^/]+\.alerts\.ya?ml|alerts\/.+\.ya?ml|alertmanager[^/]*\.ya?ml|\.upptimerc\.yml)$/,
        'an alarm is set up',
      ),
    ];
    return passWith(evidence, {
      state: 'unknown',
      because: 'Files cannot tell who is told when it is down. Somebody who knows has to confirm it.',
    });
  },
};
