package dev.opikdesktop.desktop.explorer.files.pdf;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Takes a PDF and the number of a page, and gives back how many pages it has and a picture of that
 * one: a number of four bytes, then a PNG. With exit code 1 it gives back why not, as words.
 */
public final class PdfMain {
  private static final int MOST_PIXELS = 3_000_000;

  /** Twice as fine as the 72 points of an inch that pages are measured in. */
  private static final float FINEST = 2;

  private PdfMain() {}

  /**
   * @param args the page, 1 for the first
   */
  public static void main(String[] args) throws IOException {
    OutputStream answer = System.out;
    // What a library has to say does not belong into the answer.
    System.setOut(System.err);
    try (PDDocument document = Loader.loadPDF(System.in.readAllBytes())) {
      DataOutputStream out = new DataOutputStream(answer);
      out.writeInt(document.getNumberOfPages());
      ImageIO.setUseCache(false);
      ImageIO.write(page(document, Integer.parseInt(args[0]) - 1), "png", out);
      out.flush();
    } catch (InvalidPasswordException locked) {
      refuse(answer, "It is protected by a password");
    } catch (IOException | RuntimeException broken) {
      refuse(answer, "It is no PDF that can be read");
    } catch (OutOfMemoryError tooLarge) {
      refuse(answer, "The page needs too much memory");
    }
  }

  private static BufferedImage page(PDDocument document, int number) throws IOException {
    PDRectangle page = document.getPage(number).getCropBox();
    double pixels = Math.max(1.0, page.getWidth()) * Math.max(1.0, page.getHeight());
    float scale = (float) Math.min(FINEST, Math.sqrt(MOST_PIXELS / pixels));
    PDFRenderer renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
    return renderer.renderImage(number, scale, ImageType.RGB);
  }

  private static void refuse(OutputStream answer, String why) throws IOException {
    answer.write(why.getBytes(StandardCharsets.UTF_8));
    answer.flush();
    System.exit(1);
  }
}
