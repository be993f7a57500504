package dev.opikdesktop.desktop.explorer.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opikdesktop.desktop.client.Payload;
import dev.opikdesktop.desktop.explorer.chat.Message.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One example a format; texts are written with single quotes for JSON's double ones. */
class ConversationTest {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  @Test
  void openAiChatWithAToolAndAPicture() {
    assertThat(
            read(
                """
                {'model':'gpt-4o','temperature':0.2,'messages':[
                  {'role':'system','content':'Be brief.'},
                  {'role':'user','content':[{'type':'text','text':'Read it.'},
                    {'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}}]},
                  {'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function',
                    'function':{'name':'ocr','arguments':'{\\"page\\":1}'}}]},
                  {'role':'tool','tool_call_id':'c1','content':'TOTAL 92.90'}]}
                """,
                """
                {'id':'chatcmpl-1','object':'chat.completion','model':'gpt-4o','choices':[{'index':0,
                  'message':{'role':'assistant','content':'92.90'},'finish_reason':'length'}],
                  'usage':{'total_tokens':16}}
                """))
        .containsExactly(
            "SYSTEM system: text Be brief.",
            "USER user: text Read it. | image data:image/png;base64,iVBORw0KGgo=",
            "ASSISTANT assistant: call ocr {\"page\":1}",
            "TOOL tool: result ocr TOTAL 92.90",
            "OTHER also in the input: json {\"temperature\":0.2}",
            "ASSISTANT assistant (gpt-4o · 1.71 s · ended with length): text 92.90");
  }

  @Test
  void openAiResponses() {
    assertThat(
            read(
                """
                {'model':'gpt-4o','instructions':'Be brief.','input':[
                  {'type':'message','role':'user','content':[{'type':'input_text','text':'Weather?'}]},
                  {'type':'function_call','call_id':'c1','name':'weather','arguments':'{\\"city\\":\\"Paris\\"}'},
                  {'type':'function_call_output','call_id':'c1','output':'clear'}]}
                """,
                """
                {'id':'resp_1','object':'response','status':'completed','output':[
                  {'type':'reasoning','id':'r','summary':[{'type':'summary_text','text':'Easy.'}]},
                  {'type':'message','role':'assistant','content':[{'type':'output_text','text':'Clear.','annotations':[]}]}]}
                """))
        .containsExactly(
            "SYSTEM system: text Be brief.",
            "USER user: text Weather?",
            "ASSISTANT assistant: call weather {\"city\":\"Paris\"}",
            "TOOL tool: result weather clear",
            "ASSISTANT assistant: thinking Easy.",
            "ASSISTANT assistant (gpt-4o · 1.71 s): text Clear.");
  }

  @Test
  void anthropicBlocks() {
    assertThat(
            read(
                """
                {'model':'claude','system':[{'type':'text','text':'Be brief.'}],'messages':[
                  {'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/jpeg',
                    'data':'/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAAkGBxMTEhUTExMWFhUXGBgYGBcYGB0dGBgd'}},
                    {'type':'text','text':'What is it?'}]},
                  {'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'look','input':{'at':'it'}}]},
                  {'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':[{'type':'text','text':'a cat'}]}]}]}
                """,
                """
                {'id':'msg_1','type':'message','role':'assistant','model':'claude','content':[
                  {'type':'thinking','thinking':'A cat.','signature':'x'},{'type':'text','text':'A cat.'}],'stop_reason':'end_turn',
                  'usage':{'input_tokens':1}}
                """))
        .containsExactly(
            "SYSTEM system: text Be brief.",
            "USER user: image"
                + " data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAAkGBxMTEhUTExMWFhUXGBgYGBcYGB0dGBgd"
                + " | text What is it?",
            "ASSISTANT assistant: call look {\"at\":\"it\"}",
            "USER user: result look a cat",
            "ASSISTANT assistant (gpt-4o · 1.71 s): thinking A cat. | text A cat.");
  }

  @Test
  void soundsFilmsAndDocumentsInsideOfMessages() {
    assertThat(
            read(
                """
                {'messages':[
                  {'role':'user','content':[
                    {'type':'input_audio','input_audio':{'data':'[sound-1.wav]','format':'mp3'}},
                    {'type':'file','file':{'filename':'bill.pdf','file_data':'data:application/pdf;base64,JVBERi0='}},
                    {'type':'video_url','video_url':{'url':'https://example.com/a.mp4'}},
                    {'type':'document','title':'Terms','source':{'type':'base64','media_type':'application/pdf','data':'JVBERi0='}},
                    {'type':'document','source':{'type':'text','media_type':'text/plain','data':'Plain words.'}},
                    {'type':'file','file':{'file_id':'file-7'}}]},
                  {'role':'user','parts':[{'inline_data':{'mime_type':'audio/ogg','data':'T2dnUw=='}}]}]}
                """,
                ""))
        .containsExactly(
            "USER user: file audio/mpeg  [sound-1.wav]"
                + " | file application/pdf bill.pdf data:application/pdf;base64,JVBERi0="
                + " | file video/mp4  https://example.com/a.mp4"
                + " | file application/pdf Terms JVBERi0="
                + " | text Plain words."
                + " | json {\"type\":\"file\",\"file\":{\"file_id\":\"file-7\"}}",
            "USER user: file audio/ogg  T2dnUw==");
  }

  @Test
  void geminiContents() {
    assertThat(
            read(
                """
                {'systemInstruction':{'parts':[{'text':'Be brief.'}]},'contents':[
                  {'role':'user','parts':[{'text':'Weather?'},{'inlineData':{'mimeType':'image/png','data':'iVBO'}}]},
                  {'role':'model','parts':[{'functionCall':{'name':'weather','args':{'city':'Paris'}}}]},
                  {'role':'user','parts':[{'functionResponse':{'name':'weather','response':{'sky':'clear'}}}]}]}
                """,
                """
                {'candidates':[{'content':{'role':'model','parts':[{'text':'Hm','thought':true},{'text':'Clear.'}]},'finishReason':'MAX_TOKENS'}]}
                """))
        .containsExactly(
            "SYSTEM system: text Be brief.",
            "USER user: text Weather? | image iVBO",
            "ASSISTANT model: call weather {\"city\":\"Paris\"}",
            "USER user: result weather {\"sky\":\"clear\"}",
            "ASSISTANT model (gpt-4o · 1.71 s · ended with MAX_TOKENS): thinking Hm | text Clear.");
  }

  @Test
  void langChainFlatBatchedAndSerialised() {
    assertThat(
            read(
                "{'messages':[[{'type':'system','content':'Be"
                    + " brief.'},{'type':'human','content':'Hi'}]]}",
                "{'generations':[[{'text':'Hello','type':'ChatGeneration','message':{'type':'ai','content':'Hello'}}]],'llm_output':{}}"))
        .containsExactly(
            "SYSTEM system: text Be brief.",
            "USER user: text Hi",
            "ASSISTANT assistant (gpt-4o · 1.71 s): text Hello");
    assertThat(
            read(
                "{'messages':[{'lc':1,'type':'constructor','id':['langchain','schema','HumanMessage'],'kwargs':{'content':'Hi'}},['ai','Yes?']]}",
                "{'messages':[{'type':'ai','content':'','tool_calls':[{'name':'look','args':{'at':1},'id':'c1'}]},{'type':'tool','name':'look','content':'1','tool_call_id':'c1'}],'steps':3}"))
        .containsExactly(
            "USER user: text Hi",
            "ASSISTANT ai: text Yes?",
            "ASSISTANT assistant (gpt-4o · 1.71 s): call look {\"at\":1}",
            "TOOL tool: result look 1",
            "OTHER also in the output: json {\"steps\":3}");
  }

  @Test
  void openTelemetryWholeAsTextAndFlattened() {
    assertThat(
            read(
                """
                {'gen_ai.system_instructions':'[{\\"type\\":\\"text\\",\\"content\\":\\"Be brief.\\"}]',
                 'gen_ai.input.messages':'[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"Weather?\\"}]}]'}
                """,
                """
                {'gen_ai.output.messages':[{'role':'assistant','parts':[{'type':'reasoning','content':'Ask.'},
                  {'type':'tool_call','id':'c1','name':'weather','arguments':{'city':'Paris'}}],'finish_reason':'tool_call'}]}
                """))
        .containsExactly(
            "SYSTEM system: text Be brief.",
            "USER user: text Weather?",
            "ASSISTANT assistant (gpt-4o · 1.71 s · ended with tool_call): thinking Ask. | call"
                + " weather {\"city\":\"Paris\"}");
    assertThat(
            read(
                "{'gen_ai.prompt.0.role':'system','gen_ai.prompt.0.content':'Be"
                    + " brief.','gen_ai.prompt.1.role':'user','gen_ai.prompt.1.content':'Hi','llm.is_streaming':false}",
                "{'gen_ai.completion.0.role':'assistant','gen_ai.completion.0.finish_reason':'stop','gen_ai.completion.0.tool_calls.0.name':'look','gen_ai.completion.0.tool_calls.0.arguments':'{}'}"))
        .containsExactly(
            "SYSTEM system: text Be brief.",
            "USER user: text Hi",
            "OTHER also in the input: json {\"llm.is_streaming\":false}",
            "ASSISTANT assistant (gpt-4o · 1.71 s): call look {}");
    assertThat(
            read(
                "{'llm.input_messages.0.message.role':'user','llm.input_messages.0.message.contents.0.message_content.type':'text','llm.input_messages.0.message.contents.0.message_content.text':'Hi'}",
                "{'llm.output_messages.0.message.role':'assistant','llm.output_messages.0.message.tool_calls.0.tool_call.function.name':'look','llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments':'{}'}"))
        .containsExactly(
            "USER user: text Hi", "ASSISTANT assistant (gpt-4o · 1.71 s): call look {}");
  }

  @Test
  void vercelsAiSdk() {
    assertThat(
            read(
                """
                {'ai.prompt.messages':'[{\\"role\\":\\"user\\",\\"content\\":[{\\"type\\":\\"text\\",\\"text\\":\\"Weather?\\"}]},{\\"role\\":\\"tool\\",\\"content\\":[{\\"type\\":\\"tool-result\\",\\"toolCallId\\":\\"c1\\",\\"toolName\\":\\"weather\\",\\"output\\":{\\"type\\":\\"text\\",\\"value\\":\\"clear\\"}}]}]'}
                """,
                """
                {'ai.response.text':'Clear.','ai.response.toolCalls':'[{\\"toolCallId\\":\\"c2\\",\\"toolName\\":\\"weather\\",\\"input\\":{\\"city\\":\\"Paris\\"}}]'}
                """))
        .containsExactly(
            "USER user: text Weather?",
            "TOOL tool: result weather clear",
            "ASSISTANT assistant: text Clear.",
            "ASSISTANT assistant (gpt-4o · 1.71 s): call weather {\"city\":\"Paris\"}");
  }

  @Test
  void plainQuestionsAndAnswers() {
    assertThat(read("{'question':'Where is it?','top_k':3}", "'Here.'"))
        .containsExactly(
            "USER question: text Where is it?",
            "OTHER also in the input: json {\"top_k\":3}",
            "ASSISTANT output (gpt-4o · 1.71 s): text Here.");
  }

  @Test
  void whatIsNoConversationIsNone() {
    assertThat(read("{'city':'Paris','days':3}", "{'sky':'clear'}")).isEmpty();
    assertThat(read("[1,2]", "")).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodAmongMessagesIsKept() {
    assertThat(
            read(
                "{'messages':[{'role':'user','content':'Hi'},{'speaker':'x'},7,{'role':'user','content':[{'type':'hologram','at':1}],'mood':'good'}]}",
                "{'sky':'clear'}"))
        .containsExactly(
            "USER user: text Hi",
            "OTHER not understood: json {\"speaker\":\"x\"}",
            "OTHER not understood: json 7",
            "USER user: json {\"type\":\"hologram\",\"at\":1} | json {\"mood\":\"good\"}",
            "OTHER output: json {\"sky\":\"clear\"}");
  }

  /** What instrumentations really send: no attribute that holds a conversation is overlooked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "genai-google",
        "openinference-openai",
        "openinference-anthropic",
        "openinference-langchain",
        "pydantic-ai",
        "traceloop-openai",
        "traceloop-anthropic",
        "vercel-ai"
      })
  void recordingsOfRealTools(String recording) throws IOException {
    int calls = 0;
    for (ObjectNode attributes : attributes(recording)) {
      boolean talks =
          attributes.propertyNames().stream()
              .anyMatch(
                  name ->
                      name.matches(
                          "gen_ai\\.(input|output)\\.messages|gen_ai\\.prompt\\.0\\.content"
                              + "|llm\\.input_messages\\.0\\.message\\.role|ai\\.prompt\\.messages"));
      if (talks) {
        calls++;
        List<Message> messages =
            Conversation.of(new Payload(attributes.toString(), false), Payload.NONE, "");
        assertThat(messages).as(attributes.toString()).hasSizeGreaterThan(1);
        assertThat(messages).noneMatch(message -> message.label().equals("not understood"));
      }
    }
    assertThat(calls).isPositive();
  }

  private static List<ObjectNode> attributes(String recording) throws IOException {
    List<ObjectNode> all = new ArrayList<>();
    try (InputStream file =
        ConversationTest.class.getResourceAsStream("/dialects/" + recording + ".jsonl")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        for (JsonNode span : JSON.readTree(line).findValues("spans")) {
          for (JsonNode each : span) {
            ObjectNode attributes = JSON.createObjectNode();
            for (JsonNode attribute : each.path("attributes")) {
              JsonNode value = attribute.path("value").path("stringValue");
              if (value.isString()) {
                attributes.set(attribute.path("key").stringValue(), value);
              }
            }
            all.add(attributes);
          }
        }
      }
    }
    return all;
  }

  private static List<String> read(String input, String output) {
    return Conversation.of(payload(input), payload(output), "gpt-4o · 1.71 s").stream()
        .map(ConversationTest::line)
        .toList();
  }

  private static Payload payload(String json) {
    return json.isEmpty()
        ? Payload.NONE
        : new Payload(JSON.readTree(json.replace('\'', '"')).toString(), false);
  }

  private static String line(Message message) {
    String note = message.note().isEmpty() ? "" : " (" + message.note() + ")";
    String pieces =
        message.pieces().stream()
            .map(
                piece ->
                    switch (piece) {
                      case Message.Text text -> "text " + text.text();
                      case Message.Thinking thought -> "thinking " + thought.text();
                      case Message.Call call -> "call " + call.tool() + " " + call.arguments();
                      case Message.Result result -> "result " + result.tool() + " " + result.text();
                      case Message.Image image -> "image " + image.source();
                      case Message.File file ->
                          "file " + file.type() + " " + file.name() + " " + file.source();
                      case Message.Json json -> "json " + json.json();
                    })
            .collect(Collectors.joining(" | "));
    return message.role() + " " + message.label() + note + ": " + pieces;
  }

  @Test
  void rolesHaveManyNames() {
    assertThat(Role.of("developer", Role.OTHER)).isEqualTo(Role.SYSTEM);
    assertThat(Role.of("model", Role.OTHER)).isEqualTo(Role.ASSISTANT);
  }
}
