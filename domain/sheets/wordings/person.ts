import { examplePeople } from '../example-people.ts';
import type { Wordings } from './wording.ts';

export const personWordings = {
  'person.name': {
    heading: '姓名',
    hint: '和身份证上一样',
    example: examplePeople.woman.name,
    alsoCalled: '人员姓名 对象姓名 患者姓名 学生姓名 申请人 申请人姓名 成员姓名 本人姓名 name psn_name',
  },
  'person.idNumber': {
    heading: '身份证号码',
    hint: '18位或老的15位。先把这一列设成“文本”再填,不然后几位会丢',
    example: examplePeople.woman.idNumber,
    alsoCalled:
      '身份证号 身份证 公民身份号码 公民身份证号码 公民身份证号 居民身份证号码 居民身份证号 身份号码 证件号码 证件号 成员身份证号码 成员身份证号 idnumber idcard id_card sfzh certno',
  },
  'person.phone': {
    heading: '手机号',
    hint: '手机或带区号的座机,没有就空着',
    example: '13800138000',
    alsoCalled: '手机 手机号码 联系电话 电话 电话号码 联系方式 本人电话 phone mobile tel',
  },
  'person.registeredDivision': {
    heading: '户籍地代码',
    hint: '行政区划代码,6位(县)、9位(乡镇)或12位(村)',
    example: '621122105',
    alsoCalled: '户籍地 户籍地区划代码 户籍地行政区划代码 户籍所在地代码 户籍区划',
  },
  'person.residenceDivision': {
    heading: '居住地代码',
    hint: '实际住在哪里,行政区划代码,6位、9位或12位;写了才能派给当地入户',
    example: '621122105',
    alsoCalled: '居住地 居住地区划代码 居住地行政区划代码 现住地代码 常住地代码 居住区划 区划代码 行政区划代码',
  },
} as const satisfies Wordings;
