/**
 * Divisions of the country for `<picker mode="region">`: every province, with its capital and a few of its districts.
 * A real phone has all of them; docs/local-phone-limits.md says so.
 */
const TABLE = `110000 北京市:110100 北京市=东城区 西城区 朝阳区 海淀区
120000 天津市:120100 天津市=和平区 河东区 南开区
130000 河北省:130100 石家庄市=长安区 桥西区 新华区;130200 唐山市=路南区 路北区
140000 山西省:140100 太原市=小店区 迎泽区 杏花岭区
150000 内蒙古自治区:150100 呼和浩特市=新城区 回民区 玉泉区
210000 辽宁省:210100 沈阳市=和平区 沈河区 大东区;210200 大连市=中山区 西岗区
220000 吉林省:220100 长春市=南关区 宽城区 朝阳区
230000 黑龙江省:230100 哈尔滨市=道里区 南岗区 道外区
310000 上海市:310100 上海市=黄浦区 徐汇区 长宁区 静安区
320000 江苏省:320100 南京市=玄武区 秦淮区 建邺区;320500 苏州市=虎丘区 吴中区
330000 浙江省:330100 杭州市=上城区 拱墅区 西湖区;330200 宁波市=海曙区 江北区
340000 安徽省:340100 合肥市=瑶海区 庐阳区 蜀山区
350000 福建省:350100 福州市=鼓楼区 台江区 仓山区;350200 厦门市=思明区 海沧区
360000 江西省:360100 南昌市=东湖区 西湖区 青云谱区
370000 山东省:370100 济南市=历下区 市中区 槐荫区;370200 青岛市=市南区 市北区
410000 河南省:410100 郑州市=中原区 二七区 金水区
420000 湖北省:420100 武汉市=江岸区 江汉区 武昌区
430000 湖南省:430100 长沙市=芙蓉区 天心区 岳麓区
440000 广东省:440100 广州市=荔湾区 越秀区 海珠区 天河区;440300 深圳市=罗湖区 福田区 南山区
450000 广西壮族自治区:450100 南宁市=兴宁区 青秀区 江南区
460000 海南省:460100 海口市=秀英区 龙华区 琼山区
500000 重庆市:500100 重庆市=万州区 渝中区 江北区
510000 四川省:510100 成都市=锦江区 青羊区 金牛区
520000 贵州省:520100 贵阳市=南明区 云岩区 花溪区
530000 云南省:530100 昆明市=五华区 盘龙区 官渡区
540000 西藏自治区:540100 拉萨市=城关区 堆龙德庆区
610000 陕西省:610100 西安市=新城区 碑林区 莲湖区
620000 甘肃省:620100 兰州市=城关区 七里河区 西固区
630000 青海省:630100 西宁市=城东区 城中区 城西区
640000 宁夏回族自治区:640100 银川市=兴庆区 西夏区 金凤区
650000 新疆维吾尔自治区:650100 乌鲁木齐市=天山区 沙依巴克区 新市区
710000 台湾省:710100 台北市=中正区 大同区
810000 香港特别行政区:810100 香港特别行政区=中西区 湾仔区
820000 澳门特别行政区:820100 澳门特别行政区=澳门半岛`

export interface Region {
  code: string
  name: string
  inside: Region[]
}

const read = (text: string): [string, string] => [text.slice(0, 6), text.slice(7)]

/** Provinces with their cities, those with their districts. Codes of districts count from 02 within their city. */
export const REGIONS: Region[] = TABLE.split('\n').map((line) => {
  const [head = '', cities = ''] = line.split(':')
  const [code, name] = read(head)
  const inside = cities.split(';').map((city) => {
    const [own = '', districts = ''] = city.split('=')
    const [cityCode, cityName] = read(own)
    const areas = districts.split(' ').map((area, at) => ({
      ...{ code: String(Number(cityCode) + at + 2), name: area, inside: [] },
    }))
    return { code: cityCode, name: cityName, inside: areas }
  })
  return { code, name, inside }
})
