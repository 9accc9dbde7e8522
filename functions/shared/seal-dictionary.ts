/**
 * What sealed documents are full of: the names of their fields, and words that come again and again. Deflating with it makes
 * a warning a third smaller, which is one write unit instead of two. It is part of the format: with any byte of it changed,
 * no row sealed before could be opened, so a better dictionary would get a flag of its own. The most frequent stands last.
 */
export const SEAL_DICTIONARY = Buffer.from(
  [
    // statements and visits
    '"statement":{"subjectId":"period":{"from":"to":"label":"adjustments":[],"cash":{"fen":"yuan":"words":"lastFours":[',
    '"visits":[{"visitedAt":17,"met":"self","findings":"needs":["living","medical"],"note":"by":"request":{"key":"digest":"',
    '"outcome":{"outcome":"not-eligible","applying","already-aided","aided","at":17,"programmes":["closedAt":17',
    // what changed a warning, and call-backs
    '"attempts":[{"result":"reached"no-answer","change":"level-raised","rescored","withdrawn","merged","accepted","resolved","by":"hub"',
    // signals
    '"roster"hospitalization"university-admission"education-expense"self-report"accident"disability"unemployment"application"',
    '"categories":[{"key":"dibao","from":"until":"household":{"id":"h-","relation":"head","spouse","child","since":"',
    '"income":{"fen":"per":"month","year","of":"person","household","asOf":"2026-"payee":"inKind":"period":"2026-',
    '"reimbursement":false,"household":false,"programme":"aidType":"basic","special","emergency","amount":"status":"paid","granted","grant":"',
    '"settlement":"visit":"inpatient","outpatient","burden":"refund":false,"time":17,"storedAt":17,"source":"department":"civil-affairs"',
    // events as they came
    '"supersedes":"diagnosis":"totalAmount":"fundPaid":"personalBurden":"hospital":"县人民医院","settledOn":"2026-"visitType":"settlementId":"',
    '"n":"medical-expense","i":"s":"urn:jiuzhu:medical-insurance","t":"2026-T:00:00+08:00","e":"medical-insurance","a":17,"d":{',
    '"registeredDivision":"residenceDivision":"person":{"idNumber":"","name":"","phone":"+861',
    // people
    '{"idNumber":"name":{"value":"","at":17},"phone":{"value":"+861","at":17},"registered":{"value":"","at":17},"residence":{"value":"rostered":true',
    // notices
    '{"kind":"warning-raised","channel":"sms","digest","call-back","audience":{"to":"office","office":"county-","role":"county"},"to":"person","person":"p-',
    '"cause":"","warning":"h-","township":"","reason":"","values":{"户主":"","乡镇":"","原因":"","期限":"日"},"createdAt":17',
    // warnings
    '近12个月医疗个人负担元,达到元家庭收入骤降住院超过天月日前个工作日内入户个工作日内反馈小时内',
    '{"number":"W26-","status":"raised","paused":false,"referred":false,"township":"","office":"township-","peakLevel":"red","yellow","blue","orange","level":"',
    '"score":,"headName":"","householdSize":,"profileVersion":"","raisedAt":17,"changedAt":17,"visitDue":{"at":17,"provisional":false,"why":"',
    '"feedbackDue":{"at":17,"dueAt":17,"rescoreAt":17,"nextStepAt":17,"steps":[{"at":17,"when":"1 workday before due","role":"township","notice":"due-soon","by":"digest"',
    '},{"at":17,"when":"overdue","role":"prefecture","notice":"urge","by":"sms","office":"county-","doneAt":17,"notice":"overdue-reminder","by":"sms","office":"',
    '"factors":[{"indicator":"medical-","name":"person":"p-","points":,"on":"2026-","expiresAt":17,"events":["],"storedAt":17,"opens":false,"beside":true,"opens":true,"text":"',
  ].join(''),
);
