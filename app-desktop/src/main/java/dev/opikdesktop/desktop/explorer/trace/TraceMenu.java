package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.export.ExportSign;
import dev.opikdesktop.desktop.explorer.export.FileFormat;
import dev.opikdesktop.desktop.explorer.text.Loss;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Question;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** What can be done with the open trace, behind one button, and how far that is. */
final class TraceMenu extends HBox {
  private final TraceActions actions;
  private final SaveDialog dialog;
  private final Runnable copyLink;
  private final Supplier<Runnable> onward;
  private final Button button;

  /**
   * @param onward where to go when the open trace is deleted, as of the moment it is asked
   */
  TraceMenu(TraceActions actions, SaveDialog dialog, Runnable copyLink, Supplier<Runnable> onward) {
    super(8);
    this.actions = actions;
    this.dialog = dialog;
    this.copyLink = copyLink;
    this.onward = onward;
    button =
        Parts.iconButton(Feather.MORE_HORIZONTAL, "Copy, export or delete the trace", this::open);
    button.setId("trace-menu");
    Label failure = Parts.label("", "danger", "smaller");
    failure.textProperty().bind(actions.failureProperty());
    failure.textProperty().subscribe(text -> Parts.present(failure, !text.isEmpty()));
    setAlignment(Pos.CENTER_LEFT);
    getChildren().setAll(failure, new ExportSign(actions.file()), button);
  }

  /** The same for the command palette. */
  List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (List<Entry> group : entries()) {
      for (Entry entry : group) {
        commands.add(new Command("Trace", entry.title(), "", () -> isThere(entry), entry.does()));
      }
    }
    return commands;
  }

  /**
   * @param ofSpan whether there has to be a selected span
   * @param writes whether it changes what is stored
   */
  private record Entry(String title, String id, boolean ofSpan, boolean writes, Runnable does) {}

  private boolean isThere(Entry entry) {
    return actions.trace() != null
        && (!entry.ofSpan() || actions.span() != null)
        && (!entry.writes() || !actions.isReadOnly());
  }

  private List<List<Entry>> entries() {
    List<Entry> exports = new ArrayList<>();
    for (FileFormat format : FileFormat.values()) {
      exports.add(
          new Entry(
              "Export the trace with all spans as " + format.name() + "…",
              "export-trace-" + format.name().toLowerCase(Locale.ROOT),
              false,
              false,
              () -> export(null, format)));
    }
    for (FileFormat format : FileFormat.values()) {
      exports.add(
          new Entry(
              "Export the span with all below it as " + format.name() + "…",
              "export-span-" + format.name().toLowerCase(Locale.ROOT),
              true,
              false,
              () -> export(actions.span(), format)));
    }
    return List.of(
        List.of(
            new Entry("Copy the trace's id", "copy-trace-id", false, false, this::copyTrace),
            new Entry("Copy the span's id", "copy-span-id", true, false, this::copySpan),
            new Entry("Copy a link", "copy-trace-link", false, false, copyLink)),
        exports,
        List.of(new Entry("Delete the trace…", "delete-trace", false, true, this::delete)));
  }

  private void open() {
    ContextMenu menu = new ContextMenu();
    for (List<Entry> group : entries()) {
      boolean first = !menu.getItems().isEmpty();
      for (Entry entry : group) {
        if (isThere(entry)) {
          if (first) {
            menu.getItems().add(new SeparatorMenuItem());
            first = false;
          }
          MenuItem item = new MenuItem(entry.title());
          item.setId(entry.id());
          if (entry.writes()) {
            item.getStyleClass().add("danger-item");
          }
          item.setOnAction(event -> entry.does().run());
          menu.getItems().add(item);
        }
      }
    }
    menu.show(button, Side.BOTTOM, 0, 4);
  }

  private void copyTrace() {
    Trace trace = actions.trace();
    if (trace != null) {
      Parts.copy(trace.id());
    }
  }

  private void copySpan() {
    SpanNode span = actions.span();
    if (span != null) {
      Parts.copy(span.id());
    }
  }

  private void export(@Nullable SpanNode span, FileFormat format) {
    Trace trace = actions.trace();
    if (trace == null || getScene() == null) {
      return;
    }
    String name = span == null ? trace.name() : span.name();
    Path file =
        dialog.choose(getScene().getWindow(), "Export " + name, format.fileName(name, "trace"));
    if (file != null) {
      actions.export(span == null ? null : span.id(), format, file);
    }
  }

  private void delete() {
    Trace trace = actions.trace();
    if (trace != null
        && Question.deletion(
            this,
            "Delete trace " + trace.name() + " with everything in it?",
            Loss.of(trace.startTime(), actions.spans(), "span"))) {
      actions.delete(onward.get());
    }
  }
}
