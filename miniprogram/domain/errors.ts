/** Every way a call can be refused, and the one place where a refusal becomes a sentence. Codes are never reused. */

export type ErrorFacts = Record<string, string | number>

const SENTENCES = {
  BAD_INPUT: () => '填写的内容不对，请改一改再试',
  UNKNOWN_ACTION: () => '这个功能现在用不了，请更新后再试',
  CLIENT_TOO_OLD: () => '小程序有新版本了，请关掉重新打开',
  AREA_OFF: () => '这里还没有开通',
  CONSENT_NEEDED: () => '请先看一眼隐私说明，同意后就能继续',
  CONSENT_OUTDATED: () => '隐私说明更新了，请重新看一眼',
  PHONE_NEEDED: () => '发言前请先验证手机号，只验一次',
  PHONE_CODE_INVALID: () => '手机号没有验证成功，请再点一次',
  NOT_ALLOWED: () => '您没有这里的权限，可以问问群主或工作人员',
  NOT_MEMBER: () => '您不在这个群里，请联系群主加入',
  NOT_FOUND: () => '没有找到，可能已经撤下了',
  ID_REUSED: () => '这一条已经发过，这次写的和上次不一样，请重新写一条',
  TEXT_EMPTY: () => '还没有写内容',
  TEXT_TOO_LONG: (facts: ErrorFacts) => `内容太长了，最多 ${facts.max} 个字`,
  RECALL_TOO_LATE: () => '发出超过 2 分钟，不能撤回了',
  RECALL_ANSWERED: () => '这条回应了别人的 @，撤回后对方等不到答复。可以再发一条更正',
  REVIEWED_ALREADY: () => '这一条已经有人处理过了',
  REPORT_ONE_PERSON: () => '一次举报一个人的消息，自己的不用举报',
  BLOCKED: () => '对方暂时不收您的消息，写的内容还在',
  CONTENT_UNSURE: () => '这段话检查拿不准，没有发出。换个说法就能再发',
  CONTENT_REFUSED: () => '这段文字没有通过内容检查，请改一改再发',
  DISTURBANCE_CAP: (facts: ErrorFacts) =>
    `本月每家企业已收到 ${facts.max} 次通知，不再打扰。可以不 @所有人，直接发在群里`,
  PICTURES_TOO_MANY: (facts: ErrorFacts) => `一次最多发 ${facts.max} 张图片`,
  PICTURE_UNREADABLE: () => '有一个文件不是图片，请换一张',
  PICTURE_TOO_BIG: (facts: ErrorFacts) => `图片太大了，一张最多 ${facts.max} MB`,
  PICTURE_GONE: () => '图片在手机里找不到了，请重新选',
  PICTURE_NOT_YOURS: () => '这张图片不是您传的，请从手机里重新选',
  MENTION_REFUSED: (facts: ErrorFacts) => `不能 @${facts.name}，请换一位`,
  MENTION_TOO_MANY: (facts: ErrorFacts) => `一次最多 @ ${facts.max} 位`,
  SHEET_NOT_XLSX: () => '这个文件打不开，请用 Excel 或 WPS 存成 .xlsx 再选',
  SHEET_EMPTY: () => '表里还没有人，请填好再选',
  SHEET_NO_HEADINGS: () => '没有找到「姓名、手机号、角色、单位」这几列，请用模板来填',
  SHEET_TOO_LONG: (facts: ErrorFacts) => `一次最多导入 ${facts.max} 位，请分成几张表`,
  INVITATION_EXPIRED: () => '这张邀请过期了，请群主再发一张',
  INVITATION_USED_UP: () => '这张邀请的名额用完了，请群主再发一张',
  INVITATION_WITHDRAWN: () => '这张邀请已经收回，请问问群主',
  ROLE_UNKNOWN: () => '没有这个角色，请换一个',
  ROW_TAKEN: (facts: ErrorFacts) => `名册里的「${facts.name}」已经有人认领了`,
  WORDS_REFUSED: () => '这些字没有通过内容检查，没有保存，请换个说法',
  WORDS_UNCHECKED: () => '内容检查这会儿没有回应，没有保存，请过会儿再试',
  PHONE_UNKNOWN: () => '这位还没有验证手机号',
  MOVE_REFUSED: (facts: ErrorFacts) => `已经是「${facts.state}」，不用再点`,
  PROMISE_TIME: () => '请选一个以后的时间，最远七天',
  PROMISED_TWICE: () => '时间已经改过一次，这次请直接回应，或转给能回应的人',
  REOPEN_TOO_LATE: () => '过了七天，请重新 @ 一次，之前的都还在',
  HAND_OVER_REFUSED: (facts: ErrorFacts) => `不能转给${facts.name}，请换一位`,
  HAND_OVER_NOBODY: (facts: ErrorFacts) => `${facts.name}现在没有人能接，请转给一位同事`,
  HAND_OVER_AT_NIGHT: (facts: ErrorFacts) => `夜里只转给正在值班的人，${facts.name}现在不在班`,
  URGE_TOO_EARLY: (facts: ErrorFacts) => `还没到时候，${facts.from} 还没有回应就可以催`,
  URGED_ALREADY: (facts: ErrorFacts) => `刚刚催过了，${facts.minutes} 分钟后可以再催`,
  LADDER_REFUSED: (facts: ErrorFacts) => `${facts.what}，请改一改再保存`,
  CODE_UNREADABLE: () => '这不是打卡码，请扫点位上的打卡码',
  CODE_FORGED: () => '这个打卡码不是真的，请扫点位上贴的那一张',
  CODE_WITHDRAWN: () => '这张打卡码已经停用，请找工作人员要新的',
  ROUTE_NOT_OPEN: (facts: ErrorFacts) => `这条路线 ${facts.opens} 开放，到时候再来`,
  ROUTE_OVER: (facts: ErrorFacts) => `这条路线 ${facts.closed} 已经结束，已盖的章都在`,
  ROTA_CHANGED: () => '值班表刚刚变了，请看一眼再改',
  SHIFTS_OVERLAP: (facts: ErrorFacts) => `${facts.day} ${facts.clock} 有两班重了，请改一改`,
  SHIFT_OVER: () => '这一班已经过去了，请换一个时间',
  SHIFT_YOURS: () => '这一班本来就是您的',
  NOT_STAFF: () => '这位不在这个单位了，请换一位',
  BOOTSTRAP_USED: () => '这个环境已经有管理员了',
  BOOTSTRAP_WRONG: () => '开通码不对，请核对后再试',
  BUSY: () => '现在人多，请稍等一下再试',
  INTERNAL: (facts: ErrorFacts) => `出了点问题，请稍后再试。编号 ${facts.logId}`,
  OFFLINE: () => '网络不好，内容已留在手机里，有网会自动发出',
} satisfies Record<string, (facts: ErrorFacts) => string>

export type ErrorCode = keyof typeof SENTENCES

/** The Chinese sentence for a refusal: what happened, what is kept, what to do next. */
export function sentenceFor(code: ErrorCode, facts: ErrorFacts = {}): string {
  return SENTENCES[code](facts)
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.prototype.hasOwnProperty.call(SENTENCES, code)
}
