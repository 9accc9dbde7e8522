import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SmsProviderName } from '../domain/sms-profile.ts';
import { bindPhones, bindQueue, bindSecrets, bindTopic } from './bind.ts';
import { functionNames, functionSpecs } from './function-specs.ts';
import { HubAlarm } from './hub-alarm.ts';
import type { HubFunctions } from './hub-functions.ts';
import { HubDeadLetters, HubQueue } from './hub-queue.ts';
import { HubSchedule } from './hub-schedule.ts';
import type { HubStores } from './hub-stores.ts';
import { HubStream } from './hub-stream.ts';
import type { SmsSecrets } from './sms-secrets.ts';

export interface HubWaysProps {
  readonly functions: HubFunctions;
  readonly stores: HubStores;
  readonly warnings: sns.Topic;
  readonly alarms: sns.ITopic;
  readonly smsProviders: readonly SmsProviderName[];
  readonly smsSecrets: SmsSecrets;
}

const EVENT_STORED = { eventName: ['INSERT'] } as const;
/** A notice, not a row that only points to one: those have no status. */
const NOTICE_MADE = {
  eventName: ['INSERT'],
  dynamodb: { NewImage: { st: { S: [{ exists: true }] } } },
} as const;
/** A warning's own row, not its history and not the row that claims its number. */
const WARNING_CHANGED = {
  eventName: ['INSERT', 'MODIFY'],
  dynamodb: { Keys: { s: { S: [{ prefix: 'W#' }] } } },
} as const;

/**
 * Functions that send at once, ten messages each: as many as providers take from one account, and few enough that those
 * who wait for the next second do not wait for longer than a call lasts.
 */
const SENDERS = 10;

/** Files that are read at once: each writes as fast as it can, and departments mostly send in the same days of a month. */
const READERS = 5;

const reconcileMetric = (metricName: string) =>
  new cloudwatch.Metric({
    namespace: 'JiuzhuHub',
    metricName,
    dimensionsMap: { service: 'reconcile' },
    statistic: 'Sum',
    period: Duration.minutes(10),
  });

/** What reconciling counts, and what it costs people where that is not nought. */
const RECONCILED = {
  EventsMissing: '有部门报来的困难信息收下了却没有研判,这些家庭该预警而没有预警,请补判。',
  SubjectsUndecided: '有家庭按现在的规则该变动预警而没有变,该上门的可能没有派,请补判。',
  NoticesStuck: '有通知做好了半小时还没有发出去,工作人员或困难群众不知道该知道的事,请补发。',
  EventsUnchecked: '有几条困难信息反复核对都没能看成,已经先跳过,这几户该不该预警现在没有人知道。',
  ReconcilingBehind: '夜里开始的核对过了半天还没有做完,没核对到的困难信息如果漏判,现在没有人会发现。',
} as const;

/** How work reaches the functions: the three streams, the queues and the clock. */
export class HubWays extends Construct {
  private readonly named: [string, sqs.IQueue][] = [];

  constructor(scope: Construct, id: string, props: HubWaysProps) {
    super(scope, id);
    this.streams(props);
    this.parking(props);
    this.sms(props);
    this.receipts(props);
    this.imports(props);
    this.schedules(props);
    bindTopic(props.functions.get('publish-warnings'), props.warnings, props.stores.storeKey, 'WARNINGS_TOPIC');
  }

  /** All queues by the name that the operator's command line knows them by. */
  queues(): readonly (readonly [string, sqs.IQueue])[] {
    return this.named;
  }

  private streams({ functions, stores, alarms }: HubWaysProps): void {
    const assess = new HubStream(this, 'Assess', {
      table: stores.table('Ledger'),
      target: functions.get('assess'),
      batchSize: 100,
      parallel: 4,
      only: EVENT_STORED,
      costs: '有部门报来的困难信息没能研判,这些家庭可能该预警而没有预警,请尽快核对补判。',
      delayCosts: '研判已经落后一小时以上,新报来的困难家庭迟迟得不到预警,入户核查会被耽误。',
      alarms,
    });
    const publish = new HubStream(this, 'Publish', {
      table: stores.table('Warnings'),
      target: functions.get('publish-warnings'),
      batchSize: 100,
      parallel: 1,
      only: WARNING_CHANGED,
      costs: '有预警变动没能通知到其他系统,那边看到的预警状态是旧的,可能重复上门或漏办。',
      delayCosts: '预警变动推送已经落后一小时以上,其他系统看到的预警状态是旧的。',
      alarms,
    });
    const dispatch = new HubStream(this, 'Dispatch', {
      table: stores.table('Notices'),
      target: functions.get('dispatch-notices'),
      batchSize: 25,
      parallel: 2,
      only: NOTICE_MADE,
      costs: '有通知没能发出去,工作人员可能不知道有户要核查,群众可能收不到救助到账的消息。',
      delayCosts: '通知发送已经落后一小时以上,红色预警的工作人员可能还不知道要上门。',
      alarms,
    });
    this.named.push(['AssessFailures', assess.failures]);
    this.named.push(['PublishFailures', publish.failures], ['DispatchFailures', dispatch.failures]);
  }

  private parking({ functions, alarms }: HubWaysProps): void {
    const costs = '有困难信息因内容无法研判被搁置,这些家庭暂时不会被预警,请查明原因后重新研判。';
    const parking = new HubDeadLetters(this, 'Parking', { costs, alarms });
    for (const name of ['assess', 'reconcile'] as const) bindQueue(functions.get(name), parking, 'PARKING_QUEUE');
    this.named.push(['Parking', parking]);
  }

  private sms({ functions, stores, alarms, smsProviders, smsSecrets }: HubWaysProps): void {
    const sender = functions.get('send-sms');
    const { queue, deadLetters } = new HubQueue(this, 'Sms', {
      consumerTimeout: Duration.seconds(functionSpecs['send-sms'].timeoutSeconds),
      costs: '有短信多次发送失败,工作人员或困难群众没有收到该收到的通知,请改为电话联系。',
      delayCosts: '短信已经积压半小时以上,催办和到账通知都在迟到,红色预警请先用电话通知。',
      alarms,
    });
    for (const name of ['dispatch-notices', 'send-sms', 'sweep', 'reconcile'] as const)
      bindQueue(functions.get(name), queue, 'SMS_QUEUE');
    sender.addEventSource(
      new sources.SqsEventSource(queue, { batchSize: 10, maxConcurrency: SENDERS, reportBatchItemFailures: true }),
    );
    new HubAlarm(this, 'SmsTakenByNobodyAlarm', {
      metric: new cloudwatch.Metric({
        namespace: 'JiuzhuHub',
        metricName: 'SmsTakenByNobody',
        dimensionsMap: { service: 'send-sms' },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
      costs: '短信平台都没有收下短信,这些通知已改为热线电话逐个告知,会晚到,请检查短信平台。',
      topic: alarms,
    });
    if (smsProviders.includes('sns')) bindPhones(sender);
    bindSecrets(sender, smsSecrets.arns, stores.storeKey);
    this.named.push(['Sms', queue], ['SmsDeadLetter', deadLetters]);
  }

  /** A receipt may come before its notice is known: it is looked for every two minutes, for four hours. */
  private receipts({ functions, alarms }: HubWaysProps): void {
    const { queue, deadLetters } = new HubQueue(this, 'Receipts', {
      consumerTimeout: Duration.seconds(functionSpecs['match-receipts'].timeoutSeconds),
      tries: 120,
      costs: '有短信回执四个小时都对不上通知,其中可能有没送到的短信,收信的人还没有人打电话告知,请核对。',
      delayCosts: '短信回执已经积压半小时以上,没送到的短信迟迟转不成人工回拨,有人会晚知道自己的事。',
      alarms,
    });
    bindQueue(functions.get('record-receipt'), queue, 'RECEIPTS_QUEUE');
    functions
      .get('match-receipts')
      .addEventSource(new sources.SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
    this.named.push(['Receipts', queue], ['ReceiptsDeadLetter', deadLetters]);
  }

  /** A message only names an upload; how far its reading came stands in the upload itself, and the schedule goes on where a worker died. */
  private imports({ functions, alarms }: HubWaysProps): void {
    const { queue, deadLetters } = new HubQueue(this, 'Imports', {
      consumerTimeout: Duration.seconds(functionSpecs['import-file'].timeoutSeconds),
      costs: '有部门上传的表格多次没能读完,表里的困难家庭还没有进来,请查明原因后接着读。',
      delayCosts: '部门上传的表格已经排队半小时以上没有读,表里的困难家庭会晚些才被看到。',
      alarms,
    });
    for (const name of functionNames) {
      if (functionSpecs[name].startsImports) bindQueue(functions.get(name), queue, 'IMPORTS_QUEUE');
    }
    functions
      .get('import-file')
      .addEventSource(
        new sources.SqsEventSource(queue, { batchSize: 1, maxConcurrency: READERS, reportBatchItemFailures: true }),
      );
    new HubAlarm(this, 'ImportsGivenUpAlarm', {
      metric: new cloudwatch.Metric({
        namespace: 'JiuzhuHub',
        metricName: 'ImportsGivenUp',
        dimensionsMap: { service: 'import-file' },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
      costs: '有部门上传的表格试了一个小时都读不下去,已经停下,表里后面的困难家庭还没有进来。',
      topic: alarms,
    });
    this.named.push(['Imports', queue], ['ImportsDeadLetter', deadLetters]);
  }

  private schedules({ functions, alarms }: HubWaysProps): void {
    const missed = new HubDeadLetters(this, 'ScheduleFailures', {
      costs: '定时任务有一次没有跑成,催办、到期重评、定期走访、帮扶清单或每日核对中有一项今天缺了。',
      alarms,
    });
    new HubSchedule(this, 'Sweep', {
      target: functions.get('sweep'),
      time: { everyMinutes: 10 },
      missed,
      costs: '半小时没有巡查,到期的核查不会被催办,夜里压下的短信早上也发不出去。',
      alarms,
    });
    new HubSchedule(this, 'UrgeTasks', {
      target: functions.get('urge-tasks'),
      time: { everyMinutes: 30 },
      missed,
      costs: '一小时没有催办转办件、热线工单和走访,该办的事可能拖过期限而没有人知道。',
      alarms,
    });
    new HubSchedule(this, 'CallWebhooks', {
      target: functions.get('call-webhooks'),
      time: { everyMinutes: 1 },
      missed,
      costs: '半小时没有通知各部门的系统,转办件没有人知道要去取,答复会被拖晚,请打电话告诉部门。',
      alarms,
    });
    new HubSchedule(this, 'IssueStatements', {
      target: functions.get('issue-statements'),
      time: { everyMinutes: 5 },
      missed,
      costs: '半小时没有生成帮扶清单,该开的清单停在半路,困难群众会晚收到自己家的清单。',
      alarms,
    });
    new HubSchedule(this, 'PlanVisits', {
      target: functions.get('plan-visits'),
      time: { dailyAt: '05:30' },
      missed,
      costs: '一整天没有安排定期走访,该上门看望的家庭没有列入待办,去世和搬走的也没有撤下。',
      alarms,
    });
    new HubSchedule(this, 'Reconcile', {
      target: functions.get('reconcile'),
      time: { everyMinutes: 10 },
      missed,
      costs: '半小时没有接着核对收到与研判的数目,停下以后如果有困难信息漏判,没有人会发现。',
      alarms,
    });
    for (const [metric, costs] of Object.entries(RECONCILED))
      new HubAlarm(this, `${metric}Alarm`, { metric: reconcileMetric(metric), threshold: 1, costs, topic: alarms });
    new HubSchedule(this, 'ImportFiles', {
      target: functions.get('import-file'),
      time: { everyMinutes: 5 },
      missed,
      costs: '半小时没有接着读部门上传的表格,读到一半停下的不会自己接上,后面的家庭进不来。',
      alarms,
    });
    this.named.push(['ScheduleFailures', missed]);
  }
}
