#include "engine/lookalikes.h"

/* Pairs: what may be written, and what it is taken for, which is never the first of another. */
static const char pairs[] = "i1 l1 o0 αa νv ο0 ρp аa еe о0 рp сc хx 〇0 零0 "
                            "來来 倉仓 個个 們们 備备 傳传 價价 儀仪 億亿 優优 儲储 兒儿 內内 兩两 "
                            "凱凯 則则 剛刚 創创 劃划 劉刘 動动 務务 "
                            "勝胜 勞劳 勢势 勵励 匯汇 區区 協协 員员 問问 單单 嚴严 國国 圍围 園园 "
                            "圓圆 圖图 團团 執执 堅坚 報报 場场 塊块 "
                            "墳坟 壓压 壽寿 夢梦 奧奥 婦妇 孫孙 學学 宮宫 實实 寧宁 審审 寬宽 寶宝 "
                            "對对 導导 層层 屬属 島岛 崗岗 嶺岭 師师 "
                            "帶带 幣币 幹干 庫库 廣广 廳厅 張张 強强 彈弹 彙汇 後后 徑径 從从 復复 "
                            "徵征 恆恒 悅悦 愛爱 慶庆 憶忆 應应 懷怀 "
                            "戰战 戲戏 戶户 擇择 擊击 擔担 據据 擴扩 攝摄 敵敌 數数 斷断 時时 晉晋 "
                            "曉晓 書书 會会 東东 棟栋 楓枫 業业 極极 "
                            "榮荣 構构 樂乐 樓楼 標标 樣样 橋桥 機机 檢检 權权 歐欧 歷历 氣气 測测 "
                            "滬沪 滿满 漁渔 漢汉 潔洁 潤润 澤泽 濟济 "
                            "濱滨 瀏浏 灣湾 為为 烏乌 無无 煙烟 熱热 燈灯 營营 爲为 爾尔 牆墙 狀状 "
                            "獎奖 獨独 現现 瑪玛 環环 瓊琼 產产 畫画 "
                            "當当 療疗 發发 監监 盤盘 眾众 碼码 礦矿 禮礼 稅税 種种 積积 穩稳 窯窑 "
                            "競竞 筆笔 節节 範范 築筑 簡简 糧粮 紅红 "
                            "納纳 純纯 紙纸 級级 紡纺 細细 終终 組组 結结 絡络 統统 絲丝 經经 綜综 "
                            "綠绿 綢绸 維维 網网 線线 緣缘 縣县 縱纵 "
                            "總总 織织 繼继 續续 羅罗 義义 習习 聖圣 聯联 聲声 職职 腦脑 臺台 與与 "
                            "興兴 舉举 艦舰 莊庄 莖茎 華华 萬万 葉叶 "
                            "蓋盖 藍蓝 藝艺 藥药 蘇苏 蘭兰 號号 術术 衛卫 補补 裝装 製制 複复 規规 "
                            "視视 親亲 覺觉 觀观 訂订 計计 訊讯 訓训 "
                            "記记 設设 許许 評评 詢询 試试 話话 該该 語语 誠诚 說说 調调 談谈 請请 "
                            "論论 諮咨 謝谢 證证 識识 譯译 護护 讀读 "
                            "變变 豐丰 貝贝 負负 財财 貢贡 貨货 費费 貿贸 賀贺 資资 賓宾 賢贤 賣卖 "
                            "質质 購购 賽赛 贏赢 車车 軌轨 軍军 軟软 "
                            "輕轻 輪轮 輸输 轉转 辦办 農农 連连 進进 遊游 運运 達达 遠远 選选 邁迈 "
                            "邊边 郵邮 鄉乡 鄧邓 鄭郑 醫医 釀酿 針针 "
                            "銀银 銅铜 銘铭 銷销 鋁铝 鋒锋 鋼钢 錦锦 鍋锅 鍵键 鎖锁 鎮镇 鏈链 鏡镜 "
                            "鐘钟 鐵铁 鑄铸 長长 門门 開开 閣阁 關关 "
                            "陰阴 陳陈 陸陆 陽阳 隊队 際际 隨随 險险 雙双 雜杂 雞鸡 離离 難难 雲云 "
                            "電电 靜静 頂顶 項项 順顺 領领 頭头 題题 "
                            "願愿 類类 顧顾 顯显 風风 飛飞 飯饭 飲饮 飾饰 養养 館馆 馬马 馳驰 駿骏 "
                            "騰腾 驗验 驛驿 體体 魚鱼 鮑鲍 鮮鲜 鯨鲸 "
                            "鳥鸟 鳳凤 鴻鸿 鵬鹏 鹽盐 麗丽 麥麦 黃黄 點点 齊齐 龍龙 龜龟 ";

/* The character at *at, of one to three bytes; *at goes behind it. */
static uint16_t next(const char **at)
{
	const unsigned char *p = (const unsigned char *)*at;
	const unsigned length = *p < 0x80 ? 1 : *p < 0xE0 ? 2 : 3;
	unsigned c = length == 1 ? *p : *p & (0xFFu >> (length + 1));
	for (unsigned i = 1; i < length; i++)
		c = c << 6 | (p[i] & 0x3Fu);
	*at += length;
	return (uint16_t)c;
}

const uint16_t *lookalikes_new(struct arena *a)
{
	uint16_t *table = ARENA_NEWS(a, uint16_t, 0x10000);
	for (const char *at = pairs; *at; at++) { /* over the blank */
		const uint16_t written = next(&at);
		table[written] = next(&at);
	}
	return table;
}
