"""Small lists that the demo model knows by heart, as the guide's query asks for one."""

from __future__ import annotations

import json

REMEMBERED = {
    "列出三种编程语言及其特点": {"Python": "简洁易读", "Java": "跨平台", "C++": "性能高"},
    "列出两种编程语言及其特点": {"Python": "简洁易读", "Java": "跨平台"},
    "列出四种编程语言及其特点": {"Python": "简洁易读", "Java": "跨平台", "C++": "性能高", "Go": "并发简单"},
    "列出三种水果及其颜色": {"苹果": "红色", "香蕉": "黄色", "葡萄": "紫色"},
    "列出三种动物及其食物": {"猫": "鱼", "兔子": "草", "熊猫": "竹子"},
    "列出三个国家及其首都": {"中国": "北京", "法国": "巴黎", "日本": "东京"},
    "列出三种交通工具及其特点": {"飞机": "速度快", "火车": "运量大", "自行车": "环保"},
    "列出三种运动及其好处": {"跑步": "增强心肺", "游泳": "锻炼全身", "瑜伽": "放松身心"},
    "列出四个季节及其特点": {"春天": "温暖", "夏天": "炎热", "秋天": "凉爽", "冬天": "寒冷"},
    "列出三种数据库及其特点": {"MySQL": "使用广泛", "Redis": "内存存储", "MongoDB": "文档模型"},
    "列出三种操作系统及其特点": {"Windows": "软件丰富", "Linux": "开源稳定", "macOS": "界面美观"},
    "列出三种乐器及其类型": {"钢琴": "键盘乐器", "小提琴": "弦乐器", "鼓": "打击乐器"},
    "列出三种颜色的英文": {"红色": "red", "蓝色": "blue", "绿色": "green"},
    "列出三种蔬菜及其颜色": {"胡萝卜": "橙色", "菠菜": "绿色", "茄子": "紫色"},
    "列出三种职业及其工作": {"医生": "治病", "教师": "教书", "厨师": "做菜"},
    "List three programming languages and their features": {"Python": "easy to read", "Java": "portable", "C++": "fast"},
    "List three fruits and their colours": {"apple": "red", "banana": "yellow", "grape": "purple"},
    "List three countries and their capitals": {"China": "Beijing", "France": "Paris", "Japan": "Tokyo"},
    "List three animals and their food": {"cat": "fish", "rabbit": "grass", "panda": "bamboo"},
}

ANSWERS = {query: json.dumps(answer, ensure_ascii=False) for query, answer in REMEMBERED.items()}
GUIDE = "列出三种编程语言及其特点"
