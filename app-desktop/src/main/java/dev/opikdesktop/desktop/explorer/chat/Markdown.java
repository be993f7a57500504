package dev.opikdesktop.desktop.explorer.chat;

import dev.opikdesktop.desktop.explorer.chat.ChatRow.Body;
import dev.opikdesktop.desktop.explorer.chat.ChatRow.Kind;
import dev.opikdesktop.desktop.explorer.chat.ChatRow.Run;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** From Markdown to rows. HTML is shown as it is written; line breaks stay where they are. */
final class Markdown {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final int LONGEST_ROW = 4_000;
  private static final int LINES_A_TABLE = 30;

  private Markdown() {}

  static void add(String text, List<Body> bodies) {
    blocks(PARSER.parse(text), Kind.PLAIN, 0, "", bodies);
  }

  /** A paragraph, in several rows when it is long. */
  static void paragraph(Kind kind, int indent, String marker, List<Run> runs, List<Body> bodies) {
    List<Run> row = new ArrayList<>();
    int length = 0;
    String mark = marker;
    for (Run run : runs) {
      String left = run.text();
      while (length + left.length() > LONGEST_ROW) {
        int cut = Math.max(0, cut(left, LONGEST_ROW - length));
        row.add(new Run(left.substring(0, cut), run.bold(), run.italic(), run.code(), run.link()));
        left = left.substring(cut);
        bodies.add(new ChatRow.Words(kind, indent, mark, List.copyOf(row)));
        row.clear();
        mark = "";
        length = 0;
      }
      row.add(new Run(left, run.bold(), run.italic(), run.code(), run.link()));
      length += left.length();
    }
    if (!row.isEmpty()) {
      bodies.add(new ChatRow.Words(kind, indent, mark, List.copyOf(row)));
    }
  }

  /** After a space where there is one near, and never inside of a character. */
  private static int cut(String text, int most) {
    int space = text.lastIndexOf(' ', most);
    if (space > most / 2) {
      return space + 1;
    }
    return most > 0 && Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }

  private static void blocks(Node parent, Kind kind, int indent, String marker, List<Body> bodies) {
    String mark = marker;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Heading heading -> paragraph(Kind.HEADING, indent, mark, runs(heading), bodies);
        case FencedCodeBlock code -> {
          String info = code.getInfo() == null ? "" : code.getInfo();
          ChatRows.code(info, withoutLastBreak(code.getLiteral()), bodies);
        }
        case IndentedCodeBlock code ->
            ChatRows.code("", withoutLastBreak(code.getLiteral()), bodies);
        case BulletList list -> items(list, kind, indent, bodies);
        case OrderedList list -> items(list, kind, indent, bodies);
        case BlockQuote quote -> blocks(quote, Kind.QUOTE, indent, mark, bodies);
        case ThematicBreak line -> bodies.add(new ChatRow.Rule());
        case HtmlBlock html ->
            paragraph(kind, indent, mark, List.of(Run.plain(html.getLiteral())), bodies);
        case LinkReferenceDefinition link ->
            paragraph(
                kind,
                indent,
                mark,
                List.of(
                    new Run(
                        "[" + link.getLabel() + "]: " + link.getDestination(),
                        false,
                        false,
                        false,
                        link.getDestination())),
                bodies);
        case TableBlock table -> table(table, bodies);
        default -> {
          paragraph(kind, indent, mark, runs(node), bodies);
          pictures(node, bodies);
        }
      }
      mark = "";
    }
  }

  private static void items(Node list, Kind kind, int indent, List<Body> bodies) {
    Integer from = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : null;
    int number = from == null ? 1 : from;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      if (item instanceof ListItem) {
        String marker = list instanceof OrderedList ? number++ + "." : "•";
        blocks(item, kind, indent + 1, marker, bodies);
      }
    }
  }

  private static void table(TableBlock table, List<Body> bodies) {
    List<List<List<Run>>> lines = new ArrayList<>();
    boolean heading = false;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      heading |= part instanceof TableHead;
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow) {
          List<List<Run>> cells = new ArrayList<>();
          for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            if (cell instanceof TableCell) {
              cells.add(runs(cell));
            }
          }
          lines.add(cells);
        }
      }
    }
    for (int from = 0; from < lines.size(); from += LINES_A_TABLE) {
      int to = Math.min(lines.size(), from + LINES_A_TABLE);
      bodies.add(new ChatRow.Table(heading && from == 0, List.copyOf(lines.subList(from, to))));
    }
  }

  private static void pictures(Node node, List<Body> bodies) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Image image) {
        bodies.add(new ChatRow.Picture(image.getDestination()));
      }
    }
  }

  private static List<Run> runs(Node parent) {
    List<Run> runs = new ArrayList<>();
    inline(parent, false, false, null, runs);
    return runs;
  }

  private static void inline(
      Node parent, boolean bold, boolean italic, @Nullable String link, List<Run> runs) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text text -> runs.add(new Run(text.getLiteral(), bold, italic, false, link));
        case Code code -> runs.add(new Run(code.getLiteral(), bold, italic, true, link));
        case SoftLineBreak soft -> runs.add(Run.plain("\n"));
        case HardLineBreak hard -> runs.add(Run.plain("\n"));
        case HtmlInline html -> runs.add(new Run(html.getLiteral(), bold, italic, false, link));
        case StrongEmphasis strong -> inline(strong, true, italic, link, runs);
        case Emphasis emphasis -> inline(emphasis, bold, true, link, runs);
        case Link to -> inline(to, bold, italic, to.getDestination(), runs);
        default -> inline(node, bold, italic, link, runs);
      }
    }
  }

  private static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
