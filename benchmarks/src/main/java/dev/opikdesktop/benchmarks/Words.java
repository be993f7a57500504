package dev.opikdesktop.benchmarks;

import java.util.List;
import java.util.Random;

/** Texts made of words, the same ones for the same seed. */
final class Words {
  private static final List<String> ENGLISH =
      List.of(
          "river",
          "copper",
          "window",
          "harvest",
          "signal",
          "garden",
          "mountain",
          "paper",
          "engine",
          "silver",
          "bridge",
          "candle",
          "forest",
          "market",
          "planet",
          "ribbon",
          "shadow",
          "timber",
          "valley",
          "winter",
          "anchor",
          "basket",
          "cotton",
          "dragon",
          "effort",
          "fabric",
          "glacier",
          "hammer",
          "island",
          "jacket",
          "kettle",
          "ladder",
          "magnet",
          "needle",
          "orchard",
          "pebble",
          "quarry",
          "rocket",
          "saddle",
          "tunnel",
          "umbrella",
          "velvet",
          "walnut",
          "yellow",
          "zephyr",
          "beacon",
          "cinder",
          "dynamo",
          "ember",
          "falcon",
          "granite",
          "hollow",
          "ivory",
          "jungle",
          "kernel",
          "lantern",
          "meadow",
          "nectar",
          "oxygen",
          "prairie");

  private static final List<String> CHINESE =
      List.of(
          "天气", "数据", "模型", "回答", "问题", "城市", "银行", "学校", "电影", "音乐", "医生", "苹果", "火车", "机场", "餐厅",
          "经济", "历史", "文化", "科学", "语言", "翻译", "搜索", "系统", "网络", "安全", "客户", "订单", "价格", "支付", "物流");

  private final Random random;

  Words(long seed) {
    this.random = new Random(seed);
  }

  Random random() {
    return random;
  }

  /** Words with spaces between them, of exactly this many ASCII characters. */
  String english(int length) {
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      text.append(ENGLISH.get(random.nextInt(ENGLISH.size()))).append(' ');
    }
    text.setLength(length);
    return text.toString();
  }

  /** Words without spaces between them, three bytes a character in UTF-8. */
  String chinese(int words) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < words; word++) {
      text.append(CHINESE.get(random.nextInt(CHINESE.size())));
    }
    return text.toString();
  }
}
