package dev.opikdesktop.benchmarks.example;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Small files that are really what they say: a picture of a receipt, a page of PDF, a second of
 * sound.
 */
final class Media {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 360;
  private static final int SAMPLES_A_SECOND = 8_000;
  private static final int WAV_HEAD = 44;

  private Media() {}

  static byte[] receipt(String number, String item, String price, String day) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = image.createGraphics();
    paper.setColor(new Color(0xfdfcf7));
    paper.fillRect(0, 0, WIDTH, HEIGHT);
    paper.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    paper.setColor(new Color(0x2a2a2a));
    paper.setFont(new Font(Font.MONOSPACED, Font.BOLD, 18));
    paper.drawString("ALDER & PINE", 84, 40);
    paper.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 12));
    List<String> lines =
        List.of(
            "Oudegracht 112, Utrecht",
            "Receipt " + number,
            "Date    " + day,
            "------------------------------",
            "1 x " + item,
            "                    EUR " + price,
            "------------------------------",
            "TOTAL               EUR " + price,
            "incl. 21 % VAT",
            "Card **** 4471      approved",
            "",
            "Thank you and enjoy the hills!");
    for (int line = 0; line < lines.size(); line++) {
      paper.drawString(lines.get(line), 36, 72 + line * 18);
    }
    for (int bar = 0; bar < 60; bar++) {
      int thick = 1 + (number.charAt(bar % number.length()) + bar) % 3;
      paper.fillRect(40 + bar * 4 - thick / 2, HEIGHT - 60, thick, 36);
    }
    paper.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** One page of A4 with lines of plain ASCII. */
  static byte[] pdf(String title, List<String> lines) {
    StringBuilder text =
        new StringBuilder("BT /F1 18 Tf 72 770 Td (" + escaped(title) + ") Tj /F1 11 Tf");
    for (String line : lines) {
      text.append(" 0 -22 Td (").append(escaped(line)).append(") Tj");
    }
    text.append(" ET");
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    StringBuilder file = new StringBuilder("%PDF-1.4\n");
    StringBuilder places = new StringBuilder();
    for (int number = 1; number <= objects.size(); number++) {
      places.append(String.format(Locale.ROOT, "%010d 00000 n \n", file.length()));
      file.append(number).append(" 0 obj\n").append(objects.get(number - 1)).append("\nendobj\n");
    }
    int table = file.length();
    int size = objects.size() + 1;
    file.append("xref\n0 ").append(size).append("\n0000000000 65535 f \n").append(places);
    file.append("trailer << /Size ").append(size).append(" /Root 1 0 R >>\nstartxref\n");
    file.append(table).append("\n%%EOF\n");
    return file.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String escaped(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?").replaceAll("([()\\\\])", "\\\\$1");
  }

  /** A second of three tones, 16 bits, one channel. */
  static byte[] wav(double pitch) {
    int bytes = SAMPLES_A_SECOND * 2;
    ByteBuffer file = ByteBuffer.allocate(WAV_HEAD + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(WAV_HEAD - 8 + bytes);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) 1).putShort((short) 1).putInt(SAMPLES_A_SECOND).putInt(bytes);
    file.putShort((short) 2).putShort((short) 16);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (int sample = 0; sample < SAMPLES_A_SECOND; sample++) {
      int third = sample * 3 / SAMPLES_A_SECOND;
      double tone = pitch * (1 + third * 0.25);
      double fade = Math.sin(Math.PI * sample / SAMPLES_A_SECOND);
      double value = Math.sin(2 * Math.PI * tone * sample / SAMPLES_A_SECOND);
      file.putShort((short) (value * fade * 12_000));
    }
    return file.array();
  }
}
